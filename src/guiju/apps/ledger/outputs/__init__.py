"""Files of the ledger for people to take away (台账的文件)."""
