"""Pages of the ledger (台账页面)."""
