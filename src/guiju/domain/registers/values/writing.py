"""Texts, lists of texts, links and names of persons (文字)."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from guiju.domain.registers.model import Field
from guiju.domain.registers.values.unread import Unread

MOST_LISTED, LONGEST_LISTED = 100, 200
_BETWEEN = re.compile(r"[\n;；、]+")
_LINK = re.compile(r"https?://[^\s/?#@\\]+\.?[^\s\\<>\"]*")
_LONGEST_PERSON, _LONGEST_LINK = 60, 500


def plain(raw: Any) -> str:
    """A text on one line without signs that cannot be seen; a whole number of a workbook without its ".0"."""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, bool | list | dict):
        raise Unread("这里要写文字。", "This must be a text.")
    return " ".join(_visible(str(raw)).split())


def text_read(field: Field, raw: Any) -> str:
    """A text on one line."""
    return _bounded(plain(raw), field.longest)


def long_text_read(field: Field, raw: Any) -> str:
    """A text of several paragraphs."""
    if not isinstance(raw, str):
        return text_read(field, raw)
    lines = (_visible(line).strip() for line in raw.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return _bounded("\n".join(lines).strip(), field.longest)


def list_read(field: Field, raw: Any) -> list[str]:
    """Several texts: a list, or one text with 、；or line ends between them."""
    return [_bounded(one, LONGEST_LISTED) for one in several(raw)]


def several(raw: Any) -> list[str]:
    """The parts of what holds several values, none twice."""
    parts = raw if isinstance(raw, list | tuple) else _BETWEEN.split(str(raw))
    found = list(dict.fromkeys(text for part in parts if (text := plain(part))))
    if len(found) > MOST_LISTED:
        raise Unread(f"最多 {MOST_LISTED} 项。", f"{MOST_LISTED} at most.")
    return found


def link_read(field: Field, raw: Any) -> str:
    """The address of a web page."""
    text = plain(raw)
    if len(text) > _LONGEST_LINK or not _LINK.fullmatch(text):
        raise Unread("要写 https:// 开头的网址。", "Write a web address from https:// on.")
    return text


def person_read(field: Field, raw: Any) -> str:
    """The name of a person: personal data (个人信息)."""
    return _bounded(plain(raw), _LONGEST_PERSON)


def _bounded(text: str, most: int) -> str:
    if len(text) > most:
        raise Unread(f"最多 {most} 个字符，现有 {len(text)} 个。", f"{most} characters at most; these are {len(text)}.")
    return text


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(sign for sign in text if sign in "\n\t " or unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
