"""Which events everybody may read (公开的历史): those about kinds of objects a room has declared public, no others.

In a public export every other event is withheld: its place in the chain and its digest are there, nothing it says.
"""

from __future__ import annotations

PUBLIC_KINDS: set[str] = set()


def public_kind_add(*kinds: str) -> None:
    """Declare that events about these kinds of objects, with what they changed, are for everybody.

    Called by a room's `rules`; only for objects whose events can never hold anything about a person.
    """
    PUBLIC_KINDS.update(kinds)
