"""Which part of a measure a target speaks of (分组的对应)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from guiju.domain.ties.model import Part
from guiju.domain.ties.words import terms


def part_fitting(name: str, parts: Sequence[Part]) -> Part | None:
    """The one part all of whose words a target's name has.

    None where it speaks of several parts (省级以上), or of none: then the whole measure counts it.
    """
    said = {term.name for term in terms(name)}
    if "above" in said:
        return None
    spoken: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        own = {term.name for term in terms(part.name)} - {"standard", "standardization"}
        if own and own <= said:
            spoken[part.by].append(part)
    return next((found[0] for found in spoken.values() if len(found) == 1), None)
