"""Licences of sources that let records be passed on (许可), read from licences.toml. Knows no Django."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

from guiju.domain.language import Words


class Licence(NamedTuple):
    """A licence that lets records be passed on."""

    words: str
    name: Words
    url: str


def _load() -> dict[str, Licence]:
    table = tomllib.loads((Path(__file__).parent / "licences.toml").read_text(encoding="utf-8"))
    return {
        row["words"]: Licence(row["words"], Words(row["zh"], row["en"]), row.get("url", "")) for row in table["licence"]
    }


LICENCES = _load()
