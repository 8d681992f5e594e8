"""How long things last (期限), read from periods.toml: dated, so that a change does not rewrite the past."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

from guiju.domain.language import Words

SIGN_IN_LOG_LEAST = 184


class Period(NamedTuple):
    """From a day on, how many days a thing lasts, and what says so."""

    begins: date
    days: int
    basis: Words


class PeriodsWrong(ValueError):
    """periods.toml says something that cannot be, or that the law forbids."""


def periods_read(text: str) -> dict[str, tuple[Period, ...]]:
    """The periods of a text by name, oldest first; sign-in logs are kept at least six months."""
    periods: dict[str, list[Period]] = {}
    for row in tomllib.loads(text)["period"]:
        if row["days"] < 1 or (row["name"] == "sign_in_log" and row["days"] < SIGN_IN_LOG_LEAST):
            raise PeriodsWrong(f"{row['name']}: {row['days']} days")
        periods.setdefault(row["name"], []).append(Period(row["from"], row["days"], Words(**row["basis"])))
    return {name: tuple(sorted(rows)) for name, rows in periods.items()}


PERIODS = periods_read((Path(__file__).parent / "periods.toml").read_text(encoding="utf-8"))


def days_of(name: str, *, on: date) -> int:
    """How many days the thing lasts for what begins on a day; the oldest row counts for what came before it."""
    rows = PERIODS[name]
    return max((row for row in rows if row.begins <= on), default=rows[0]).days
