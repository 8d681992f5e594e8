"""The step that takes every reading out of a page that prints them (拼音、注音夹注): 國(guó)家, 月(yuè)(yuè).

It goes further than `PINYIN_STEP`, because a policy has hundreds of them or none: where many readings are certain,
those without tone marks, in capitals or of more syllables are readings too. A remark stays: (TBT), (POS), (标准委).
"""

from __future__ import annotations

import re

from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.pinyin import AMBIGUOUS, PINYIN_WORDS, SYLLABLES, syllable
from guiju.domain.text.rewriting import Replacement, rewrite

_LETTERS = "A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿɑɡĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙÜ\u0300\u0301\u0304\u0308\u030c"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇"
_READING = rf"[{_LETTERS}]{{1,24}}[1-5]?(?:[ '’·,，/][{_LETTERS}]{{1,24}}[1-5]?){{0,5}}"
_ZHUYIN = "[\u3105-\u312f\u02c9\u02ca\u02c7\u02cb\u02d9 ]{1,20}"
_GLOSS = re.compile(
    rf"(?<=[{_HAN}])[ ]?[(（\[［〔][ ]?(?:(?P<pinyin>{_READING})|(?P<zhuyin>{_ZHUYIN}))[ ]?[)）\]］〕]"
    rf"(?:[(（\[［][ ]?(?:(?P=pinyin)|(?P=zhuyin))[ ]?[)）\]］])*"
)
_BREAK = re.compile("[ '’·,，/]")
_SHORT = frozenset({"a", "o", "e", "m", "n", "ng"})
_HAN_BEFORE = re.compile(f"[{_HAN}]+$")
_MANY = 5


class _Page:
    """What the page's readings look like: how many are beyond doubt."""

    def __init__(self, text: str) -> None:
        self.printed = 0
        for match in _GLOSS.finditer(text):
            self.printed += match["pinyin"] is None or _read(match["pinyin"])[1] or _is_plain(match["pinyin"])
            if self.printed >= _MANY:
                break

    def strip(self, match: re.Match[str]) -> Replacement:
        if match["pinyin"] is None:
            return "" if match["zhuyin"].strip() else None
        syllables, toned = _read(match["pinyin"])
        if not syllables or syllables > _han_before(match):
            return None
        if toned:
            return ""
        word = match["pinyin"].lower()
        if self.printed >= _MANY and not match["pinyin"].isupper():
            return ("", syllables == 1 and word not in AMBIGUOUS)
        return ("", False) if _is_plain(match["pinyin"]) else None


def _is_plain(reading: str) -> bool:
    """Whether a reading without tones can be nothing else."""
    return reading.islower() and reading in SYLLABLES and reading not in AMBIGUOUS


def _han_before(match: re.Match[str]) -> int:
    before = _HAN_BEFORE.search(match.string[max(0, match.start() - 8) : match.start()].rstrip())
    return len(before.group()) if before else 0


def _read(reading: str) -> tuple[int, bool]:
    """(how many syllables these letters are, 0 when they are none; whether a tone is written)."""
    count, toned = 0, False
    for word in _BREAK.split(reading):
        bare, marked = syllable(word.rstrip("12345").lower())
        marked = marked or word[-1:].isdigit()
        parts = _split(bare, marked)
        if not parts:
            return 0, False
        count, toned = count + parts, toned or marked
    return count, toned


def _split(letters: str, marked: bool) -> int:
    """Into how few syllables a word divides; 0 when it does not."""
    if letters in SYLLABLES or (marked and letters in _SHORT):
        return 1
    best = [0] + [99] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 6), end):
            if best[start] < 99 and letters[start:end] in SYLLABLES:
                best[end] = min(best[end], best[start] + 1)
    return best[-1] if best[-1] < 9 else 0


def _glosses(text: str) -> Rewrite | None:
    return rewrite(text, _GLOSS, _Page(text).strip, PINYIN_WORDS)


GLOSSES_STEP = Step("glosses", PINYIN_WORDS, _glosses)
