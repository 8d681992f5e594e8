"""The nearest well-formed reading of a malformed number (最接近的正确写法)."""

from __future__ import annotations

from collections.abc import Callable

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.model import StandardNumber

_DOUBLED = Lazy(r"(.*?)([./:-])\2+(.*)\Z")
_CUTS = 40


def nearest(attempt: Callable[[str], StandardNumber | None], text: str) -> str:
    """The normal form `attempt` finds when a doubled sign is written once, or when the end is left out; else "".

    `attempt` must not raise. At most the last 40 characters are left out.
    """
    doubled = _DOUBLED.match(text)
    if doubled is not None:
        number = attempt(doubled[1] + doubled[2] + doubled[3])
        if number is not None:
            return number.text
    for end in range(len(text) - 1, max(3, len(text) - _CUTS), -1):
        if text[end - 1].isalnum() and not (text[end].isalpha() and text[end - 1].isalpha()):
            number = attempt(text[:end])
            if number is not None:
                return number.text
    return ""
