"""What gives a site or a reposter away (站点痕迹): each sign with its weight; from `CLEAR` on there is no doubt."""

from __future__ import annotations

import re

from guiju.domain.text.page.words import any_of

CLEAR = 3

_META = re.compile(
    rf"^(?:[•·●◆■*-]\s?)?[【\[(（]?{any_of('site', 'named')}[】\])）]?\s?[:：].{{0,120}}$", re.IGNORECASE
)
_BUTTONS = re.compile(rf"^(?:[【\[(（]?{any_of('site', 'alone')}[】\])）]?[\s|]{{0,3}}){{1,8}}$")
_META_ROW = re.compile(rf"{any_of('site', 'row')}\s?[:：]")
_DAY = r"(?:19|20)\d\d[-./年]\s?\d{1,2}[-./月]\s?\d{1,2}"
_STAMP = re.compile(
    rf"^[(（\[]?(?:{_DAY}日?)?\s?\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s\d+)?[)）\]]?$"
    r"|^[(（\[]?(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?:\s\d+)?[)）\]]?$"
)
_BREADCRUMB = re.compile(
    r"(?:首页|主页|Home)\s?(?:[>»›→/\-—|·＞]|\s)|[^。]{1,20}\s?[>»›＞]\s?[^。]{1,30}[>»›＞]|^(?:网站|返回)?首页$"
)
_TURN = re.compile(rf"^[【\[<«‹\s]*{any_of('site', 'turns')}[】\]\s]*(?:[:：>»›].*)?$", re.IGNORECASE)
_SECTION = re.compile(
    rf"^[【\[·•◆■●>»\s]*{any_of('site', 'sections')}[\u4e00-\u9fff]{{0,4}}[】\]\s]*[:：>»+]?$", re.IGNORECASE
)
_FOOTER = re.compile(any_of("site", "footers"), re.IGNORECASE)
_PHONE = re.compile(rf"(?<!\d){any_of('site', 'phones')}(?!\d)")
_ONLY_PHONE = re.compile(r"^[\u4e00-\u9fff]{0,8}\s?[:：]?\s?[-\d ()+/]{7,24}$")
_URL = re.compile(r"https?://|www\.[a-z0-9-]+\.", re.IGNORECASE)
_ADVERT = re.compile(any_of("site", "adverts"))
_WEAK = re.compile(any_of("site", "weak"))
_REPOST = re.compile(any_of("site", "reposts"))
_LINK = re.compile(f"^{any_of('site', 'links')}")
_BAR = re.compile(any_of("site", "bar"))
_PAGE_NUMBER = re.compile(f"^{any_of('site', 'page_numbers')}")
_ENDS = tuple("。;；)）〕】")
_PIECES = re.compile(r"[ |·•>]+")


def site_weight(line: str) -> int:
    """How much speaks for a line being the site's or a reposter's: 0 nothing, from `CLEAR` on no doubt."""
    if len(line) > 400:
        return 2 if _REPOST.search(line[:60]) else 0
    sure = _META, _BUTTONS, _STAMP, _TURN, _SECTION, _LINK, _PAGE_NUMBER
    if any(pattern.match(line) for pattern in sure) or _FOOTER.search(line):
        return CLEAR
    weight = 0
    if _BREADCRUMB.search(line) and len(line) < 160:
        weight += CLEAR
    if len(_META_ROW.findall(line)) > 1 or (len(set(_BAR.findall(line))) > 2 and len(line) < 80):
        weight += CLEAR
    if _ONLY_PHONE.match(line) and _PHONE.search(line):
        weight += CLEAR
    return weight + _remarks(line)


def _remarks(line: str) -> int:
    adverts = len(set(_ADVERT.findall(line)))
    weight = 2 * bool(_REPOST.search(line)) + (min(3, 2 * adverts) if len(line) < 120 else bool(adverts))
    if _WEAK.search(line):
        weight += 1 if line.endswith(_ENDS) or len(line) > 120 else 2
    if _URL.search(line) or _PHONE.search(line):
        weight += 2 if len(line) < 160 else 1
    pieces = [piece for piece in _PIECES.split(line) if piece]
    if len(pieces) > 3 and max(map(len, pieces)) < 9 and "。" not in line and not line.count("|") > 1:
        weight += 1
    return weight


def is_furniture(line: str, *, inside: bool = False) -> bool:
    """Whether the line is the site's; `inside` the text, where a name before a colon may be the policy's own."""
    sure = (_STAMP, _TURN, _PAGE_NUMBER) if inside else (_META, _BUTTONS, _STAMP, _TURN, _PAGE_NUMBER)
    if inside and len(line) > 1 and _BUTTONS.match(line):
        return True
    if any(pattern.match(line) for pattern in sure) or (len(line) < 120 and _FOOTER.search(line)):
        return True
    buttons = len(line) < 80 and len(set(_BAR.findall(line))) > 2
    return buttons or (len(line) < 200 and len(_META_ROW.findall(line)) > 1)


def opens_section(line: str) -> bool:
    """Whether a heading of the site's own begins here: related links, downloads, comments."""
    return bool(
        _SECTION.match(line) or _TURN.match(line) or _LINK.match(line) or (len(line) < 200 and _FOOTER.search(line))
    )
