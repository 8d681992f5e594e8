"""The amounts of the quotas (配额数值), read from quotas.toml. Knows no Django."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import NamedTuple

from guiju.domain.language import Words


class Amount(NamedTuple):
    """Uses within a minute and within a day."""

    minute: int
    day: int


class Quota(NamedTuple):
    """The amounts for one thing that is asked for, from a day on, by who asks: anonymous, person, key."""

    what: str
    words: Words
    since: date
    amounts: dict[str, Amount]


WHO = ("anonymous", "person", "key")


def _load() -> tuple[Quota, ...]:
    table = tomllib.loads((Path(__file__).parent / "quotas.toml").read_text(encoding="utf-8"))
    rows = (
        Quota(row["what"], Words(row["zh"], row["en"]), row["from"], {who: Amount(**row[who]) for who in WHO})
        for row in table["quota"]
    )
    return tuple(sorted(rows, key=lambda quota: quota.since))


QUOTAS = _load()


def quota_on(what: str, day: date, quotas: tuple[Quota, ...] = QUOTAS) -> Quota:
    """The quota in force on a day; before the first, the first. Raises LookupError for a thing nobody has declared."""
    declared = [quota for quota in quotas if quota.what == what]
    if not declared:
        raise LookupError(f"no quota is declared for {what!r}")
    return next((quota for quota in reversed(declared) if quota.since <= day), declared[0])
