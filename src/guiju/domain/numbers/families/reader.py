"""From a strict grammar to a patient reader: letters in the wrong case, and errors that say what was meant."""

from __future__ import annotations

from collections.abc import Callable

from guiju.domain.numbers import problems
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.model import StandardNumber

Attempt = Callable[[str], StandardNumber | None]

_LEAD = Lazy(r"[A-Za-z/&. -]*")
_DOUBLED = Lazy(r"(.*?)([./:-])\2+(.*)\Z")
_YEAR_ENDS = Lazy(r"[-:](?:19|20)\d\d\Z")
_LEFT_OUT = 40


def patient(attempt: Attempt, claimed: Lazy | None = None, any_case: bool = True) -> Attempt:
    """The `read` of a family whose grammar is `attempt`, which never raises.

    In `any_case`, what the grammar does not know is tried with the letters before the first digit, then with all
    letters, in capitals. A text that is still unread but begins as `claimed` is malformed: `NumberError` with the
    nearest reading.
    """

    def read(text: str) -> StandardNumber | None:
        number = attempt(text)
        if number is not None or (claimed is None and text.isupper()):
            return number
        begun = text
        if any_case and not text.isupper() and (lead := _LEAD.match(text)) is not None:
            begun = lead[0].upper() + text[lead.end() :]
            number = attempt(begun) or attempt(text.upper())
        for tried in (text, begun) if number is None and claimed is not None else ():
            claim = claimed.match(tried) if claimed is not None else None
            if claim is not None:
                raise problems.trailing_text(tried[claim.end() - 1 :], nearest(attempt, tried))
        return number

    return read


def nearest(attempt: Attempt, text: str) -> str:
    """The normal form `attempt` finds when a doubled sign is written once, or when the end is left out; else "".

    At most the last 40 characters are left out; no word is cut, and no digits but those behind a whole year.
    """
    doubled = _DOUBLED.match(text)
    if doubled is not None:
        number = attempt(doubled[1] + doubled[2] + doubled[3])
        if number is not None:
            return number.text
    for end in range(len(text) - 1, max(3, len(text) - _LEFT_OUT), -1):
        kept, cut = text[:end], text[end]
        if not kept[-1].isalnum() or (cut.isalpha() and kept[-1].isalpha()):
            continue
        if cut.isdigit() and kept[-1].isdigit() and _YEAR_ENDS.match(kept[-5:]) is None:
            continue
        number = attempt(kept)
        if number is not None:
            return number.text
    return ""
