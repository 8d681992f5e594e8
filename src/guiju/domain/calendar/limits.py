"""Limits of law (法定时限): dated, each with its article; those not read in the text are 待核实."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Any, NamedTuple

from guiju.domain.calendar.basis import Basis, basis_read
from guiju.domain.calendar.errors import wrong
from guiju.domain.calendar.periods import Period, period_fits
from guiju.domain.language import Words

_KEYS = {"code", "zh", "en", "amount", "unit", "least", "from", "until", "basis"}


class Limit(NamedTuple):
    """A limit (时限): within a period, or lasting at least that long (`least`); in force from a day, until a day."""

    code: str
    words: Words
    period: Period
    least: bool
    begins: date
    ends: date | None
    basis: Basis


def limits_read(text: str, where: str) -> dict[str, tuple[Limit, ...]]:
    """Limits by code, oldest first. Raises `CalendarError` naming the entry."""
    try:
        rows = tomllib.loads(text).get("limit", [])
    except tomllib.TOMLDecodeError as error:
        raise wrong(where, f"不是合法的 TOML：{error}", f"not TOML: {error}") from error
    limits: dict[str, list[Limit]] = {}
    for n, row in enumerate(rows if isinstance(rows, list) else [None], 1):
        limit = _limit(row, f"{where} [[limit]] {n}")
        limits.setdefault(limit.code, []).append(limit)
    return {code: tuple(sorted(found, key=lambda limit: limit.begins)) for code, found in limits.items()}


def limit_on(limits: Mapping[str, Sequence[Limit]], code: str, on: date) -> Limit | None:
    """The limit of that code in force on a day; the oldest one counts for what came before it."""
    found = limits.get(code, ())
    begun = [limit for limit in found if limit.begins <= on]
    limit = begun[-1] if begun else (found[0] if found else None)
    return None if limit is None or (limit.ends is not None and limit.ends < on) else limit


def _limit(row: Any, where: str) -> Limit:
    if not isinstance(row, dict) or set(row) - _KEYS or {"code", "zh", "en", "amount", "unit", "from"} - set(row):
        raise wrong(where, "缺项或有不认识的项", "something is missing or unknown")
    if not period_fits(row["amount"], row["unit"]):
        raise wrong(where, "amount 或 unit 不对", "amount or unit is wrong")
    try:
        basis = basis_read(row.get("basis"))
    except ValueError as error:
        raise wrong(where, "basis 应有 zh、en、seen", "basis has zh, en and seen") from error
    if not isinstance(row["from"], date) or not isinstance(row.get("until", row["from"]), date):
        raise wrong(where, "from、until 应是日期", "from and until are dates")
    words = Words(str(row["zh"]), str(row["en"]))
    period = Period(row["amount"], row["unit"])
    return Limit(str(row["code"]), words, period, row.get("least") is True, row["from"], row.get("until"), basis)


LIMITS = limits_read(files(__package__).joinpath("limits.toml").read_text(encoding="utf-8"), "limits.toml")
