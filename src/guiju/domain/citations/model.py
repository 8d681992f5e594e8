"""A standard cited in a text (标准引用)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from guiju.domain.documents import Place
from guiju.domain.numbers import StandardNumber

CitationKind = Literal[
    "dated", "undated", "series", "range", "list", "adoption_pair", "amendment", "multi_edition",
    "colloquial", "encoding_name",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation: offsets are Unicode code points of the given text, end exclusive (contracts: citations).

    `number` is the normal form of the whole ("GB 5085.1~5085.7"); `members` its single numbers, in order, never empty
    unless `error` is set; `error` and `suggestion` say why it is malformed; `title` is what stands beside it (《…》).
    """

    start: int
    end: int
    span: str
    number: str
    kind: CitationKind
    members: tuple[StandardNumber, ...]
    title: str = ""
    edition_note: str = ""
    error: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A citation and the place of the block it stands in; its offsets count in that block's text."""

    place: Place
    citation: Citation
