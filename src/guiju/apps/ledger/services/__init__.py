"""Verbs of the ledger (台账的办理)."""
