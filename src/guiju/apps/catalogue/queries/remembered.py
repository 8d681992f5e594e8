"""Figures that cost much to count and change seldom (缓存的统计数): kept for a while for each state of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import caches

from guiju.apps.catalogue.queries.state import state

Figures = TypeVar("Figures")
# The index follows the tables within seconds: what was counted between the two is wrong for no longer than this.
SECONDS = 60


def remembered(name: str, count: Callable[[], Figures], *, seconds: int = SECONDS) -> Figures:
    """What `count()` returned last for this name in this state of the catalogue, or returns now."""
    key, kept = f"{name}:{state().revision}", caches["figures"]
    found: Figures | None = kept.get(key)
    if found is None:
        found = count()
        kept.set(key, found, seconds)
    return found
