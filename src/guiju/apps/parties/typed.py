"""What people type into forms and sheets (填写内容的读取): each value checked, every error with its field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from guiju.domain.codes.industries import industries_named, industry
from guiju.domain.codes.regions import region, regions_at_start, regions_named
from guiju.domain.codes.uscc import uscc_is_valid
from guiju.domain.language import Words, WordsError
from guiju.domain.validity.written import DateUnread, whole_day

_PARTED = re.compile(r"[,，;；、\s]+")
_ICS = re.compile(r"\d{2}(?:\.\d{3}(?:\.\d{2})?)?")
_NOTHING = frozenset({"", "-", "—", "/", "无"})


class FieldsWrong(WordsError):
    """Several fields are wrong; `errors` has one for each, with the field in `where`."""

    def __init__(self, errors: Sequence[WordsError]) -> None:
        first = errors[0]
        super().__init__(first.code, first.message, first.remedy, first.where)
        self.errors = tuple(errors)


def all_read(readers: Mapping[str, Callable[[str], Any]], typed: Mapping[str, str]) -> dict[str, Any]:
    """Each value typed as its reader takes it. Raises `FieldsWrong` with an error for every field that is wrong."""
    values: dict[str, Any] = {}
    errors: list[WordsError] = []
    for name, reader in readers.items():
        if name not in typed:
            continue
        try:
            values[name] = reader(typed[name])
        except WordsError as error:
            errors.append(WordsError(error.code, error.message, error.remedy, where=name))
    if errors:
        raise FieldsWrong(errors)
    return values


def line(most: int, *, needed: bool = False) -> Callable[[str], str]:
    """A reader of one line of text."""

    def read(text: str) -> str:
        text = " ".join(unicodedata.normalize("NFC", text).split())
        if needed and not text:
            raise wrong("missing", "请填写。", "Enter this.")
        if len(text) > most:
            raise wrong("long", f"最多 {most} 个字符。", f"{most} characters at most.")
        if not text.isprintable():
            raise wrong("text", "含有不能显示的字符。", "There are characters that cannot be shown.")
        return text

    return read


def paragraph(most: int) -> Callable[[str], str]:
    """A reader of text of several lines."""

    def read(text: str) -> str:
        return "\n".join(line(most)(one) for one in text[: most + 1].replace("\r\n", "\n").split("\n")).strip()

    return read


def uscc(text: str) -> str:
    """A unified social credit code (统一社会信用代码), checked; empty for none."""
    code = _plain(text).upper()
    if code and not uscc_is_valid(code):
        raise wrong(
            "uscc", "统一社会信用代码有误：18 位，末位为校验码。", "The code has 18 characters with a check character."
        )
    return code


def region_code(text: str) -> str:
    """A region by its code or name (行政区划); empty for none."""
    text = _plain(text)
    if not text:
        return ""
    found = region(text)
    if found is not None:
        return found.code
    named = regions_named(text) or tuple(one for one in regions_at_start(text) if one.full_name == text)
    if len(named) == 1:
        return named[0].code
    if named:
        some = "、".join(f"{one.full_name} {one.code}" for one in named[:5])
        raise wrong("region", f"有几个同名的区划：{some}。", f"Several regions have this name: {some}.")
    raise wrong("region", "没有这个行政区划。", "There is no such region.", "请填六位代码或全称，如 福建省厦门市。",
                "Give its code of six digits or its full name.")  # fmt: skip


def sector_code(text: str) -> str:
    """An industry by its code or name (国民经济行业); empty for none."""
    text = _plain(text)
    if not text:
        return ""
    found = industry(text.upper()) or next(iter(industries_named(text)), None)
    if found is None:
        raise wrong("sector", "没有这个行业。", "There is no such industry.", "请填代码或名称，如 C38。",
                    "Give its code or name, such as C38.")  # fmt: skip
    return found.code


def day(text: str) -> date | None:
    """A day as people type it; None for nothing."""
    text = _plain(text)
    if not text:
        return None
    try:
        return whole_day(text[:40])
    except DateUnread as error:
        raise wrong("day", "日期看不懂。", "That is not a day.", "例如 2026-03-01。", "Such as 2026-03-01.") from error


def whole(least: int, most: int) -> Callable[[str], int | None]:
    """A reader of a whole number; None for nothing."""

    def read(text: str) -> int | None:
        text = _plain(text)
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 8 and least <= int(text) <= most):
            raise wrong("number", f"请填 {least} 到 {most} 的整数。", f"Enter a whole number from {least} to {most}.")
        return int(text)

    return read


def one_of(words: Mapping[str, Words]) -> Callable[[str], str]:
    """A reader of one code of a list, by code or name."""

    def read(text: str) -> str:
        code = _code(words, _plain(text))
        if not code:
            some = "、".join(one.zh for one in words.values())
            raise wrong("choice", f"请选择：{some}。", f"Choose one of: {', '.join(one.en for one in words.values())}.")
        return code

    return read


def some_of(words: Mapping[str, Words]) -> Callable[[str], list[str]]:
    """A reader of one code or more, parted by commas, semicolons or spaces."""

    def read(text: str) -> list[str]:
        parts = [part for part in _PARTED.split(_plain(text)) if part][:50]
        if not parts:
            raise wrong("missing", "请至少选一项。", "Choose at least one.")
        return sorted(dict.fromkeys(one_of(words)(part) for part in parts))

    return read


def field_codes(text: str) -> list[str]:
    """Fields (专业): ICS codes and codes of industries, such as 13.060 C38; as `ics:13.060`, `sector:C38`."""
    found: dict[str, None] = {}
    for part in [part for part in _PARTED.split(_plain(text)) if part][:60]:
        bare = part.removeprefix("ics:").removeprefix("sector:")
        if _ICS.fullmatch(bare):
            found[f"ics:{bare}"] = None
        elif industry(bare.upper()):
            found[f"sector:{bare.upper()}"] = None
        else:
            raise wrong("field", f"“{part[:40]}”不是 ICS 号，也不是行业代码。",
                        f"“{part[:40]}” is neither an ICS code nor one of an industry.",
                        "例如 13.060 或 C38。", "Such as 13.060 or C38.")  # fmt: skip
    if len(found) > 50:
        raise wrong("field", "最多 50 个专业。", "50 fields at most.")
    return sorted(found)


def name_folded(name: str) -> str:
    """What two spellings of one name have in common: width, case, spaces and brackets do not count."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in text if char.isalnum())[:200]


def wrong(code: str, zh: str, en: str, remedy_zh: str = "", remedy_en: str = "") -> WordsError:
    """An error of one value."""
    return WordsError(code, Words(zh, en), Words(remedy_zh, remedy_en) if remedy_zh else None)


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).strip()
    return "" if text in _NOTHING else text


def _code(words: Mapping[str, Words], text: str) -> str:
    if text in words:
        return text
    return next((code for code, one in words.items() if text in (one.zh, one.en)), "")
