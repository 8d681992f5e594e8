"""A page as lines, each looked at once and only when asked for (逐行读取)."""

from __future__ import annotations

import re
from itertools import accumulate

from guiju.domain.text.page.lines import MAIN_NUMBER, kind_of
from guiju.domain.text.page.site import CLEAR, is_furniture, opens_section, site_weight

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0}
_SIGNS = re.compile(r"[^\w\u4e00-\u9fff]+")
_NAMED = re.compile(r"《([^《》]{6,100}(?:《[^《》]{2,60}》[^《》]{0,40})?)》")
_SMALL = re.compile("([一二三四五六七八九]?)([百十])")


class Page:
    """The lines of a text with what each of them is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        self._kinds: dict[int, str] = {}
        self._sites: dict[int, int] = {}
        self._names: list[str] | None = None

    def start(self, index: int) -> int:
        return self._starts[index]

    def kind(self, index: int) -> str:
        if index not in self._kinds:
            self._kinds[index] = kind_of(self.lines[index])
        return self._kinds[index]

    def site(self, index: int) -> int:
        if index not in self._sites:
            self._sites[index] = site_weight(self.lines[index])
        return self._sites[index]

    def named(self, index: int) -> bool:
        """Whether the line is a piece of a title that the page names between 《 and 》."""
        if self._names is None:
            head = "\n".join(self.lines[:120])[:8000]
            self._names = [_SIGNS.sub("", found[1]) for found in _NAMED.finditer(head)]
        plain = _SIGNS.sub("", self.lines[index]) if len(self.lines[index]) <= 80 else ""
        return len(plain) > 5 and any(name.startswith(plain) or name.endswith(plain) for name in self._names)

    def furniture(self, index: int, *, inside: bool = False) -> bool:
        return is_furniture(self.lines[index], inside=inside)

    def value(self, index: int) -> bool:
        """Whether the line only says what the site's label above it asks for (发文机构: and below it a name)."""
        label = self.lines[index - 1] if index else ""
        kept = {"title", "addressee", "sentence", "number", "numbered"}
        return label.endswith((":", "：")) and self.kind(index) not in kept and is_furniture(label)

    def section(self, index: int) -> bool:
        return self.kind(index) not in {"addressee", "annex", "numbered", "row"} and opens_section(self.lines[index])

    def clear(self, first: int, last: int) -> bool:
        """Whether something in these lines speaks beyond doubt for the site."""
        return any(self.site(index) >= CLEAR for index in range(first, min(last, first + 400)))

    def main(self, index: int) -> tuple[str, int] | None:
        """The place of the line in the main sequence: 一、 is ("section", 1), 第三条 is ("article", 3)."""
        match = MAIN_NUMBER.match(self.lines[index])
        if match is None:
            return None
        if match["section"]:
            return "section", value_of(match["section"])
        return "article" + self.lines[index][match.end() - 1], value_of(match["article"])


def page_read(text: str) -> Page:
    """The page of a text whose lines are clean already."""
    return Page(text)


def value_of(number: str) -> int:
    """一 → 1, 二十三 → 23, 一百零五 → 105; 0 when it is none."""
    if number.isascii():
        return int(number) if number.isdigit() else 0
    value, rest = 0, number
    for match in _SMALL.finditer(number):
        value += (_DIGITS[match[1]] if match[1] else 1) * (100 if match[2] == "百" else 10)
        rest = number[match.end() :]
    rest = rest.lstrip("零〇")
    return value + (_DIGITS.get(rest, 0) if rest else 0)
