"""What a report's signature vouches for (签名内容), to be compared with the pages that came with it.

The pages of a PDF can be redrawn around genuine signed data; only what is read from the data itself is signed.
Knows no Django.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from guiju.domain.validity import Verdict

MOST_SHOWN = 500


class Signed(NamedTuple):
    """Day asked about, names of the files, how many numbers got each verdict, and the first `MOST_SHOWN` of them."""

    as_of: str
    files: tuple[str, ...]
    counts: tuple[tuple[Verdict, int], ...]
    verdicts: tuple[tuple[str, Verdict], ...]
    numbers: int


def signed(report: object) -> Signed | None:
    """The content of a report whose seal holds; None where its data are not those of a validity check."""
    try:
        return _signed(report["result"])  # type: ignore[index]
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _signed(result: dict[str, Any]) -> Signed:
    found: dict[tuple[str, Verdict], None] = {}
    for file in result["files"]:
        for citation in file["citations"]:
            for member in citation["members"]:
                found[str(member["number"]), Verdict(member["verdict"])] = None
    counted = Counter(verdict for _, verdict in found)
    return Signed(
        as_of=str(result["as_of"]),
        files=tuple(str(file["name"]) for file in result["files"]),
        counts=tuple((verdict, counted[verdict]) for verdict in Verdict if counted[verdict]),
        verdicts=tuple(list(found)[:MOST_SHOWN]),
        numbers=len(found),
    )
