"""What nothing answers (对应缺口): items from above without local work, local work without an item above."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from guiju.domain.crosswalk.model import Item


class Gaps(NamedTuple):
    """Items from above that no pair has, and items below that no pair has, in the order of their policies."""

    above: tuple[str, ...]
    below: tuple[str, ...]


def gaps(above: Sequence[Item], below: Sequence[Item], pairs: Collection[tuple[str, str]]) -> Gaps:
    """The gaps both ways; `pairs` are (below, above) ids that a person confirmed."""
    carried, carrying = {one for _, one in pairs}, {one for one, _ in pairs}
    return Gaps(
        tuple(item.id for item in above if item.id not in carried),
        tuple(item.id for item in below if item.id not in carrying),
    )
