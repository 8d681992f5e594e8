"""Reads of the ledger (台账的查询)."""
