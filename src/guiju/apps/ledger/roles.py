"""The roles and parts the ledger speaks of (台账中的身份)."""

from __future__ import annotations

LEAD = "lead"
KEEPERS = ("officer",)
"""Whose people keep the ledger of an office."""
REPORTERS = ("officer", "institute", "association", "secretariat", "laboratory", "enterprise")
"""Who reports for a body."""
