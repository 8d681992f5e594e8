"""What points at something known elsewhere (引用): regions, organisations, standards, committees, codes, records."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from guiju.domain.codes.regions import region, regions_read
from guiju.domain.codes.uscc import uscc_is_valid
from guiju.domain.numbers import read
from guiju.domain.registers.model import Field
from guiju.domain.registers.values.unread import Unread, shown
from guiju.domain.registers.values.writing import plain, several

_LONGEST_NAME, _LONGEST_RECORD = 200, 80
_USCC = re.compile(r"[0-9A-Z]{18}")
_NAMED = re.compile(r"(.+?)[(（]([0-9A-Za-z]{18})[)）]")
_COMMITTEE = re.compile(r"((?:[A-Z]{2,10}[ /])?)\s*(TC|PC|SWG|JTC|PG)\s*(\d{1,4})((?:\s*/\s*(?:SC|WG)\s*\d{1,3}){0,2})")
_SUB = re.compile(r"(SC|WG)\s*(\d+)")
_CODES = {
    "ics": (re.compile(r"\d{2}(\.\d{3}(\.\d{2})?)?"), "01.120"),
    "ccs": (re.compile(r"[A-Z]\d{2}(/\d{2})?"), "A00"),
    "gbt4754": (re.compile(r"[A-T](\d{2,4})?|\d{2,4}"), "C34"),
    "hs": (re.compile(r"\d{4}(\.?\d{2})?"), "8471.30"),
}


def region_code_read(field: Field, raw: Any) -> str:
    """A region, kept as its code of GB/T 2260."""
    code = _region("".join(plain(raw).split())[:60])
    if code is None:
        remedy = "请写全称，如“广东省中山市”，或六位代码"
        raise Unread(f"不认识这个地区，或同名的不止一个：{shown(raw)}。{remedy}。",
                     f"Not known, or several have this name: {shown(raw)}. Write it in full, or its code.")  # fmt: skip
    return code


@lru_cache(5_000)
def _region(text: str) -> str | None:
    """The code of the one region a whole text names."""
    known = region(text)
    if known is not None:
        return known.code
    found = {one.code for one, length in regions_read(text) if length == len(text)}
    return found.pop() if len(found) == 1 else None


def organisation_read(field: Field, raw: Any) -> str:
    """An organisation by its name, with its 统一社会信用代码 behind it in brackets where it is known."""
    text = unicodedata.normalize("NFC", plain(raw))
    named = _NAMED.fullmatch(text)
    code = (named[2] if named else text if _USCC.fullmatch(text) else "").upper()
    if code and not uscc_is_valid(code):
        raise Unread(f"统一社会信用代码的校验位不对：{code}。", f"The check character of {code} is wrong.")
    if len(text) > _LONGEST_NAME:
        raise Unread(f"最多 {_LONGEST_NAME} 个字符。", f"{_LONGEST_NAME} characters at most.")
    return f"{named[1].strip()}（{code}）" if named else text


def standard_read(field: Field, raw: Any) -> str:
    """A standard number in its normal form."""
    text = plain(raw)
    reading = read(text[:300])
    if reading.number is None or reading.kind not in ("single", "pair"):
        hint = f"是不是 {reading.suggestion}" if reading.suggestion else "如 GB/T 1.1-2020"
        en = f"Is it {reading.suggestion}?" if reading.suggestion else "Write it like GB/T 1.1-2020."
        raise Unread(f"不是一个标准号：{shown(text)}。{hint}？" if reading.suggestion else
                     f"不是一个标准号：{shown(text)}。请写成 GB/T 1.1-2020 的样子。",
                     f"No standard number: {shown(text)}. {en}")  # fmt: skip
    return reading.form


def standards_read(field: Field, raw: Any) -> list[str]:
    """Several standard numbers."""
    return list(dict.fromkeys(standard_read(field, one) for one in several(raw)))


def committee_read(field: Field, raw: Any) -> str:
    """A technical committee by its number: SAC/TC 286, ISO/TC 176/SC 2."""
    text = unicodedata.normalize("NFKC", plain(raw)).upper()
    found = _COMMITTEE.fullmatch(text)
    if found is None:
        raise Unread(
            f"不是委员会编号：{shown(raw)}。请写成 SAC/TC 286。", f"No committee: {shown(raw)}. Write SAC/TC 286."
        )
    body = found[1].strip(" /") or "SAC"
    subs = "".join(f"/{kind} {number}" for kind, number in _SUB.findall(found[4]))
    return f"{body}/{found[2]} {int(found[3])}{subs}"


def classification_read(field: Field, raw: Any) -> str:
    """A code of a classification: ICS, CCS, GB/T 4754, HS. Whether it is in force is not looked up here."""
    text = unicodedata.normalize("NFKC", plain(raw)).upper().replace(" ", "")
    pattern, sample = _CODES[field.scheme]
    if not pattern.fullmatch(text):
        name = field.scheme.upper()
        raise Unread(
            f"不是 {name} 代码：{shown(raw)}。如 {sample}。", f"No code of {name}: {shown(raw)}. As in {sample}."
        )
    return text


def record_read(field: Field, raw: Any) -> str:
    """A record of another register, by its number or title; that there is one is looked up where records are."""
    text = plain(raw)
    if len(text) > _LONGEST_RECORD:
        raise Unread(f"最多 {_LONGEST_RECORD} 个字符。", f"{_LONGEST_RECORD} characters at most.")
    return text
