"""Who may be named in a declaration (角色代码): the roles of the house, and readers of records."""

from __future__ import annotations

ROLES = (
    "enterprise",
    "association",
    "laboratory",
    "institute",
    "secretariat",
    "expert",
    "officer",
    "inspector",
    "evaluator",
)
"""Roles a person holds in an organisation."""

READERS = ("public", "own", "units", *ROLES)
"""Who may be said to see something: everybody; people of the organisation it belongs to; anybody of a government body;
holders of a role."""
