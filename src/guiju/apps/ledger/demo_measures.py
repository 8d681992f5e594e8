"""Measures that units of the demo report by hand (演示的人工指标): reported by the institute, checked by the bureau."""

from __future__ import annotations

import tomllib
from datetime import datetime
from importlib.resources import files

from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.indicators.queries import manual_measure
from guiju.kernel.indicators.services import measure_define, reading_check, reading_report

_DATA = files(__package__).joinpath("data", "measures.toml")
_TEXTS = ("words_zh", "words_en", "unit_zh", "unit_en", "definition_zh", "definition_en")
_EVIDENCE = "虚构示例，无佐证文件"


def demo_measures(*, officer: User, reporter: User, place: Organisation, at: datetime) -> int:
    """Define those that are not there and have their numbers reported and confirmed; how many were made."""
    told = tomllib.loads(_DATA.read_text(encoding="utf-8"))["measure"]
    missing = [row for row in told if manual_measure(row["code"]) is None]
    for row in missing:
        measure = measure_define(
            actor=officer, code=row["code"], texts={name: row[name] for name in _TEXTS}, public=True, at=at
        )
        for day, number in row["numbers"]:
            on = datetime.fromisoformat(day).date()
            if on <= at.date():
                reading = reading_report(
                    actor=reporter, measure=measure, organisation=place, on=on, value=str(number), evidence=_EVIDENCE,
                    at=at,
                )  # fmt: skip
                reading_check(actor=officer, reading=reading, confirm=True, at=at)
    return len(missing)
