"""The mark of each status and verdict (状态标记): a shape, a tone and a word, so that no one relies on colour."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.domain.validity.words import STATUS_WORDS, VERDICT_WORDS, Status, Verdict


class Mark(NamedTuple):
    """`shape` names a symbol of `static/guiju/marks.svg`, `tone` a colour `--tone-…` of the tokens."""

    shape: str
    tone: str
    words: Words


_STATUS: dict[Status, tuple[str, str]] = {
    Status.DRAFT: ("draft", "grey"),
    Status.UPCOMING: ("upcoming", "blue"),
    Status.IN_FORCE: ("in-force", "green"),
    Status.IN_FORCE_TO_BE_REPLACED: ("to-be-replaced", "green"),
    Status.IN_FORCE_AMENDED: ("amended", "green"),
    Status.PARTLY_REPLACED: ("partly-replaced", "amber"),
    Status.PARTLY_WITHDRAWN: ("partly-withdrawn", "amber"),
    Status.PARALLEL: ("parallel", "teal"),
    Status.REPLACED: ("replaced", "orange"),
    Status.WITHDRAWN: ("withdrawn", "grey"),
    Status.WITHDRAWN_SUCCESSOR_UNKNOWN: ("withdrawn-unknown", "grey"),
    Status.RENUMBERED: ("renumbered", "blue"),
    Status.UNKNOWN: ("unknown", "grey"),
}

_VERDICT: dict[Verdict, tuple[str, str]] = {
    Verdict.IN_FORCE: ("in-force", "green"),
    Verdict.IN_FORCE_TO_BE_REPLACED: ("to-be-replaced", "green"),
    Verdict.UPCOMING: ("upcoming", "blue"),
    Verdict.REPLACED: ("replaced", "orange"),
    Verdict.PARTLY_REPLACED: ("partly-replaced", "amber"),
    Verdict.WITHDRAWN: ("withdrawn", "grey"),
    Verdict.WITHDRAWN_SUCCESSOR_UNKNOWN: ("withdrawn-unknown", "grey"),
    Verdict.RENUMBERED: ("renumbered", "blue"),
    Verdict.YEAR_MISSING: ("year-missing", "amber"),
    Verdict.NOT_IN_CATALOGUE: ("not-in-catalogue", "grey"),
    Verdict.MALFORMED: ("malformed", "red"),
    Verdict.UNKNOWN: ("unknown", "grey"),
    Verdict.DRAFT: ("draft", "grey"),
}


@cache
def status_mark(status: Status | str) -> Mark:
    """The mark of an edition's status."""
    key = Status(status)
    return Mark(*_STATUS[key], STATUS_WORDS[key])


@cache
def verdict_mark(verdict: Verdict | str) -> Mark:
    """The mark of a verdict on a cited number."""
    key = Verdict(verdict)
    return Mark(*_VERDICT[key], VERDICT_WORDS[key])
