"""Systems that answer demands (对应系统): the carried list `systems.toml`, and which of them a phrase asks for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from guiju.domain.policy.demands.model import System
from guiju.domain.text import fold


class _Listed(NamedTuple):
    """One system of the list, with the patterns that must all be found in a demand."""

    system: System
    words: tuple[re.Pattern[str], ...]


@cache
def _list() -> tuple[_Listed, ...]:
    text = (files(__package__) / "systems.toml").read_text(encoding="utf-8")
    return tuple(
        _Listed(System(row["n"], row["name"], row["room"]), tuple(re.compile(words) for words in row["words"]))
        for row in tomllib.loads(text)["system"]
    )


def system_of(words: str) -> System | None:
    """The first system of the list all of whose words stand in a demand."""
    folded = fold(words)
    return next((one.system for one in _list() if all(shape.search(folded) for shape in one.words)), None)
