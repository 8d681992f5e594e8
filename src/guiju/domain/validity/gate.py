"""The gate (关口): no report leaves without exactly one verdict for every member of every citation found."""

from __future__ import annotations

from collections.abc import Sequence

from guiju.domain.citations import Citation
from guiju.domain.language import Words, WordsError
from guiju.domain.numbers import edition_key
from guiju.domain.validity.model import MemberVerdict
from guiju.domain.validity.words import Verdict


class GateError(WordsError):
    """A citation without its verdicts: a fault of the program, never of the file."""


def every_member_judged(citation: Citation, verdicts: Sequence[MemberVerdict]) -> None:
    """Raise `GateError` unless there is one verdict per member, in their order; one, malformed, when it has none."""
    if citation.members and not citation.error:
        judged = [v.number for v in verdicts] == [edition_key(m) for m in citation.members]
    else:
        judged = [v.verdict for v in verdicts] == [Verdict.MALFORMED]
    if not judged:
        words = Words(
            f"有引用没有得到查新结论：{citation.span}", f"A citation was left without its verdict: {citation.span}"
        )
        raise GateError("unjudged", words)
