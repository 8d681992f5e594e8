"""The pipeline: steps in order, each keeping the way back."""

from __future__ import annotations

from collections.abc import Sequence

from guiju.domain.text.folding import DASHES_STEP, INVISIBLE_STEP, SLASHES_STEP, SPACES_STEP, WIDTH_STEP
from guiju.domain.text.model import Cleaned, Repair, Step
from guiju.domain.text.offsets import OffsetMap
from guiju.domain.text.pinyin import PINYIN_STEP
from guiju.domain.text.spacing import SPACING_STEP
from guiju.domain.text.traditional import TRADITIONAL_STEP

DEFAULT_STEPS: tuple[Step, ...] = (
    INVISIBLE_STEP, SPACES_STEP, WIDTH_STEP, SLASHES_STEP, DASHES_STEP, SPACING_STEP, PINYIN_STEP, TRADITIONAL_STEP,
)  # fmt: skip
"""What every text goes through. Readings are stripped before characters are converted, so that phrases are whole."""


def clean(text: str, steps: Sequence[Step] = DEFAULT_STEPS) -> Cleaned:
    """`text` after `steps`, with the map to the source and the list of repairs (文本清洗). Linear in the text."""
    maps: list[OffsetMap] = []
    repairs: list[Repair] = []
    current = text
    for step in steps:
        done = step.rewrite(current)
        if done is None:
            continue
        repairs += (repair._replace(at=_origin(repair, maps)) for repair in done.repairs)
        if len(done.map):
            maps.append(done.map)
        current = done.text
    repairs.sort(key=lambda repair: repair.at)
    return Cleaned(text, current, tuple(maps), tuple(repairs))


def _origin(repair: Repair, maps: Sequence[OffsetMap]) -> int:
    at = repair.at
    for step_map in reversed(maps):
        at = step_map.start_to_source(at)
    return at
