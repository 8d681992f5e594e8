"""Records to search (合成记录): titles of the carried catalogue with words exchanged, numbers, bodies, days; seeded."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import rjieba
import zstandard

DATA = Path(__file__).resolve().parents[2] / "src" / "guiju" / "apps" / "catalogue" / "data"
STATUSES = ("upcoming", "in_force", "replaced")
TODAY = date(2026, 11, 22)
_KINDS = (
    ("GB/T", "national", 30), ("GB", "national", 6), ("HJ", "industry", 3), ("JB/T", "industry", 10),
    ("YY/T", "industry", 4), ("SN/T", "industry", 4), ("DB44/T", "local", 5), ("DB37/T", "local", 6),
    ("DB11/T", "local", 4), ("DB4403/T", "local", 2), ("T/CECS", "group", 4), ("T/ZZB", "group", 4),
    ("ISO", "international", 12), ("IEC", "international", 6),
)  # fmt: skip


class Record(NamedTuple):
    """One made-up edition."""

    id: int
    number: str
    title_zh: str
    title_en: str
    level: str
    body: str
    ics: str
    year: int
    effective: date
    replaced: date | None

    def status(self, day: date) -> str:
        if day < self.effective:
            return "upcoming"
        return "replaced" if self.replaced is not None and self.replaced <= day else "in_force"


class Made:
    """The records of a seed: the first thousand are the same however many are made."""

    def __init__(self, seed: int = 3) -> None:
        self._seed = seed
        self.chinese = [rjieba.cut(title) for title in _titles("title_zh")]
        self.english = [title.split() for title in _titles("title_en")]
        self._zh = [word for title in self.chinese for word in title if len(word) > 1]
        self._en = [word for title in self.english for word in title if len(word) > 3]
        self._ics = [one["code"] for one in _lines("ics") if one["level"] == 1]

    def __call__(self, count: int) -> Iterator[Record]:
        random = Random(self._seed)
        kinds, weights = _KINDS, [weight for *_, weight in _KINDS]
        used: set[str] = set()
        for place in range(count):
            prefix, level, _ = random.choices(kinds, weights)[0]
            foreign = level == "international"
            published = date(1985, 1, 1) + timedelta(int(15_300 * random.random() ** 0.6))
            number = _number(random, prefix, published.year, used)
            effective = published if foreign else published + timedelta(random.choice((90, 181, 184, 365)))
            replaced = effective + timedelta(random.randrange(700, 9_000)) if random.random() < 0.35 else None
            zh = "" if foreign else self._title(random, self.chinese, self._zh, "")
            en = self._title(random, self.english, self._en, " ") if foreign or random.random() < 0.3 else ""
            ics = self._ics[int(len(self._ics) * random.random() ** 2)]
            body = f"{prefix.split('/')[0]} {int(40 * random.random() ** 2)}"
            yield Record(place, number, zh, en, level, body, ics, published.year, effective, replaced)

    def _title(self, random: Random, titles: list[list[str]], words: list[str], between: str) -> str:
        known = titles[int(len(titles) * random.random())]
        return between.join(
            words[int(len(words) * random.random())] if len(word) > 1 and random.random() < 0.5 else word
            for word in known
        )


def _number(random: Random, prefix: str, year: int, used: set[str]) -> str:
    between = ":" if prefix in {"ISO", "IEC"} else "-"
    while True:
        serial = str(random.randrange(1, 60_000))
        part = f"{'-' if between == ':' else '.'}{random.randrange(1, 30)}" if random.random() < 0.3 else ""
        number = f"{prefix} {serial}{part}{between}{year}"
        if number not in used:
            used.add(number)
            return number


def _titles(field: str) -> list[str]:
    names = ("cn", "iso", "ccs", "ics", "committees")
    titles = {one.get(field) or "" for name in names for one in _lines(name)}
    return sorted(title for title in titles if len(title) > 3)


def _lines(name: str) -> Iterator[dict]:
    plain = DATA / f"{name}.jsonl"
    if plain.exists():
        text = plain.read_text(encoding="utf-8")
    else:
        with (DATA / f"{name}.jsonl.zst").open("rb") as packed:
            text = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(packed), encoding="utf-8").read()
    return (json.loads(line) for line in text.split("\n") if line)
