"""A policy as it is read for the ledger (政策入账解读): what the reader gives, in both languages, at its places."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any, NamedTuple

from guiju.domain.policy.reading import policy_read
from guiju.domain.text import Cleaned

_DOCUMENT = "p"


class Read(NamedTuple):
    """What is kept of a reading: the clean text, and Policy JSON without it."""

    clean_text: str
    record: dict[str, Any]


def text_read(found_text: str) -> Read:
    """Read a policy's text. Doubts and repairs say why in English too; `place` of a repair counts in the clean text."""
    policy = policy_read(found_text, document=_DOCUMENT)
    record = policy.record("zh")
    text = record.pop("clean_text")
    for told, doubt in zip(record["doubts"], policy.doubts, strict=True):
        told["why_en"] = doubt.why.en
    for told, repair in zip(record["repairs"], policy.cleaned.repairs, strict=True):
        told["why_en"] = repair.why.en
        told["place"] = place_of(policy.cleaned, repair.at)
    return Read(text, record)


def place_of(cleaned: Cleaned, at: int) -> int:
    """Where in the clean text something at `at` of the found text stands, or stood."""
    text = range(len(cleaned.text))
    return bisect_left(text, at, key=lambda place: cleaned.to_source(place, place + 1)[0])
