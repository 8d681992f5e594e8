"""Steps that fold variants of a sign into one: full width, dashes, slashes, invisible characters (字符归一)."""

from __future__ import annotations

import re

from guiju.domain.language import Words
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.rewriting import Replacement, rewrite

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
"""Soft hyphen, zero-width signs, direction marks, variation selectors, byte order mark: nothing a reader sees."""

DASHES = "‐‑‒–—―−－﹣﹘ー─━"
"""Everything people and recognisers write for the hyphen of a number."""

TILDES = "～〜∼﹏˜"
SLASHES = "／∕⁄╱⧸"

_WIDE = "０-９Ａ-Ｚａ-ｚ"
_SIGN = {
    **dict.fromkeys(DASHES, "-"), **dict.fromkeys(TILDES, "~"), **dict.fromkeys(SLASHES, "/"),
    "．": ".", "＋": "+", "＿": "_", "｜": "|", "＆": "&",
}  # fmt: skip
_FOLD: dict[int, str] = str.maketrans({**{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}, **_SIGN})
_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_PLAIN_SPACES = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_FOLD_ALL: dict[int, str] = {**_FOLD, **_PLAIN_SPACES}
_PAIRS = tuple((chr(code), plain) for code, plain in _FOLD_ALL.items())
_LONG = 4000
"""From this many characters on, a search for each sign is quicker than a look at each character."""


def _signs(signs: str) -> re.Pattern[str]:
    """Runs of `signs` between letters or digits: in running Chinese text the same signs are punctuation."""
    return re.compile(rf"(?<=[A-Za-z0-9)\]])(?:[ ]?[{signs}])+(?=[ \n]{{0,2}}[A-Za-z0-9(])")


_INVISIBLE = re.compile(f"[{INVISIBLE}](?:(?<=\\d\u00ad)(?P<dash>(?=[12]\\d{{3}}(?!\\d)))|[{INVISIBLE}]*)")
_WIDE_RUN = re.compile(f"[{_WIDE}]+(?:[．＋＿＆][{_WIDE}]+)*")
_DASH_RUN = _signs(DASHES + TILDES)
_SLASH_RUN = re.compile(rf"(?<=[A-Za-z0-9])[{SLASHES}](?=[ \n]{{0,2}}[A-Za-z0-9])")
_SPACE_RUN = re.compile(f"[{_SPACES}]+")

INVISIBLE_WORDS = Words("删去不可见字符", "invisible characters removed")
WIDTH_WORDS = Words("全角字母、数字改为半角", "full-width letters and digits made half-width")
SPACE_WORDS = Words("特殊空格改为普通空格", "special spaces made plain")
DASH_WORDS = Words("统一连接号写法", "one way of writing the hyphen")
SLASH_WORDS = Words("统一斜线写法", "one way of writing the slash")


def fold(text: str) -> str:
    """Every full-width sign, dash, tilde, slash and space as its plain ASCII form, one for one: offsets stay.

    For scanners, which look for numbers and do not show the text: it folds Chinese punctuation too.
    """
    if text.isascii():
        return text
    if len(text) < _LONG:
        return text.translate(_FOLD_ALL)
    for sign, plain in _PAIRS:
        text = text.replace(sign, plain)
    return text


def _fold(match: re.Match[str]) -> str:
    return match.group().translate(_FOLD)


def _drop(match: re.Match[str]) -> Replacement:
    """Nothing, save where a soft hyphen stands for the dash before a year, as text taken from PDF has it."""
    return ("-", False) if match["dash"] is not None else ""


def _invisible(text: str) -> Rewrite | None:
    return rewrite(text, _INVISIBLE, _drop, INVISIBLE_WORDS)


def _spaces(text: str) -> Rewrite | None:
    return rewrite(text, _SPACE_RUN, lambda match: " " * len(match.group()), SPACE_WORDS)


def _width(text: str) -> Rewrite | None:
    return rewrite(text, _WIDE_RUN, _fold, WIDTH_WORDS)


def _dashes(text: str) -> Rewrite | None:
    return rewrite(text, _DASH_RUN, _fold, DASH_WORDS)


def _slashes(text: str) -> Rewrite | None:
    return rewrite(text, _SLASH_RUN, _fold, SLASH_WORDS)


INVISIBLE_STEP = Step("invisible", INVISIBLE_WORDS, _invisible)
SPACES_STEP = Step("spaces", SPACE_WORDS, _spaces)
WIDTH_STEP = Step("width", WIDTH_WORDS, _width)
DASHES_STEP = Step("dashes", DASH_WORDS, _dashes)
SLASHES_STEP = Step("slashes", SLASH_WORDS, _slashes)
