"""Kinds of record (记录类别): standards, technical regulations, guidance; of which jurisdiction, in which language.

What a source says is read here from the words lists use; what it does not say stays empty, save that whatever bears a
standard number is a standard.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Protocol

from guiju.domain.language import Words

KINDS: dict[str, Words] = {
    "standard": Words("标准", "Standard"),
    "foreign_standard": Words("其他国家或地区的标准", "Standard of another jurisdiction"),
    "technical_regulation": Words("技术法规", "Technical regulation"),
    "guidance": Words("指南文件", "Guidance"),
}
# Those whose numbers are given by an authority, not by a standards body.
OF_AUTHORITIES = frozenset({"technical_regulation", "guidance"})
_KIND_WORDS = {
    "技术法规": "technical_regulation", "法规": "technical_regulation", "法令": "technical_regulation",
    "technical regulation": "technical_regulation", "technical_regulation": "technical_regulation",
    "regulation": "technical_regulation", "指南文件": "guidance", "指导文件": "guidance", "guidance": "guidance",
}  # fmt: skip
_LANGUAGES = {
    "zh": ("中文", "汉语", "chinese"), "en": ("英文", "英语", "english"), "fr": ("法文", "法语", "french"),
    "ru": ("俄文", "俄语", "russian"), "es": ("西班牙", "西文", "spanish"), "ar": ("阿拉伯", "arabic"),
    "de": ("德文", "德语", "german"), "ja": ("日文", "日语", "japanese"), "ko": ("韩文", "朝鲜语", "韩语", "korean"),
}  # fmt: skip
LANGUAGE_WORDS = {
    "zh": Words("中文", "Chinese"), "en": Words("英文", "English"), "fr": Words("法文", "French"),
    "ru": Words("俄文", "Russian"), "es": Words("西班牙文", "Spanish"), "ar": Words("阿拉伯文", "Arabic"),
    "de": Words("德文", "German"), "ja": Words("日文", "Japanese"), "ko": Words("韩文", "Korean"),
}  # fmt: skip
_TABLE = tomllib.loads(files(__package__).joinpath("jurisdictions.toml").read_text(encoding="utf-8"))
JURISDICTIONS: dict[str, Words] = {code: Words(row["zh"], row["en"]) for code, row in _TABLE.items()}
_BY_NAME = {
    name.casefold(): code for code, row in _TABLE.items() for name in (row["zh"], row["en"], code, *row["names"])
}
_CODE = re.compile(r"[A-Z]{2}")


class Recorded(Protocol):
    """What tells of which kind a record is."""

    @property
    def kind(self) -> str: ...

    @property
    def jurisdiction(self) -> str: ...

    @property
    def level(self) -> str: ...


@lru_cache(1_024)
def kind_read(text: str) -> str:
    """The kind a word of a list means; "" when it names none of the kinds that are told apart (国标, 行标 …)."""
    return _KIND_WORDS.get(" ".join(text.casefold().split()), "")


@lru_cache(1_024)
def jurisdiction_read(text: str) -> str | None:
    """The code of a jurisdiction by its code or name: "欧盟" → "EU"; None when it is neither."""
    name = " ".join(text.split())
    return _BY_NAME.get(name.casefold()) or (name if _CODE.fullmatch(name) else None)


@lru_cache(1_024)
def language_read(text: str) -> str:
    """The code of a language by its code or name, "英文版" → "en"; the text itself when it is unknown."""
    folded = text.strip().casefold()
    if folded.rstrip("()") in ("e", "eng"):
        return "en"
    return next((code for code, names in _LANGUAGES.items() if any(name in folded for name in names)), text)


def kind_of(record: Recorded) -> str:
    """The kind a record is shown and filtered by: a standard of another body's land is one of its own."""
    if record.kind != "standard":
        return record.kind
    abroad = record.jurisdiction not in ("", "CN") or (not record.jurisdiction and record.level == "foreign")
    return "foreign_standard" if abroad else "standard"
