"""Second floor: one room per public service."""
