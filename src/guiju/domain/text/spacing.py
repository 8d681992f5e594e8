"""The step that closes letters and digits which a recogniser or a typist set apart (散开的字母数字)."""

from __future__ import annotations

import re

from guiju.domain.language import Words
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.rewriting import Replacement, rewrite

_PREFIX = r"(?<=[A-Z])(?:[ ][A-Z]){1,4}(?:[ ]?/[ ]?[A-Z]){0,2}(?=[ ]?\d)"
_MARKED = r"(?<=[A-Z])[A-Z]{1,4}(?:[ ]/[ ]?|/[ ])[TZ](?=[ ]?\d)"
_DIGITS = r"(?<=\d)(?:[ ]\d){2,7}(?:[ ]?[-.][ ]?\d(?:[ ]\d){0,7}){0,3}(?![ ]?[\d.])"
_SPACED = re.compile(rf"[A-Z\d](?=[A-Z]{{0,4}}[ /])(?<![A-Za-z0-9./].)(?:(?P<letters>{_PREFIX}|{_MARKED})|{_DIGITS})")
"""Digits set apart are one number only behind a prefix or before a unit; "1 2 3 4" may be a row of a table."""

SPACING_WORDS = Words("合拢被拆开的字母、数字", "letters and digits set apart were closed up")


def _close(match: re.Match[str]) -> Replacement:
    closed = match.group().replace(" ", "")
    if match["letters"]:
        return closed, True
    before, after = match.string[max(0, match.start() - 2) : match.start()], match.string[match.end() :][:2].strip()
    if after[:1] in tuple("年月日号項项") or ("-" in closed and before.strip()[-1:].isalpha()):
        return closed, True
    return (closed, False) if before[-2:-1].isascii() and before[-2:-1].isalpha() else None


def _spacing(text: str) -> Rewrite | None:
    return rewrite(text, _SPACED, _close, SPACING_WORDS)


SPACING_STEP = Step("spacing", SPACING_WORDS, _spacing)
