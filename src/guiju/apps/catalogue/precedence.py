"""The installation's own precedence of sources (来源次序): `VAR/precedence.toml`, dated, before the one shipped.

    since = "2026-12-01"
    [[ranks]]
    rank = 25
    names = ["市标准化研究院"]

A source whose name holds one of `names` has that rank; the higher rank is shown, of equals the later word.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from guiju.domain.validity.said import ranks_declare, ranks_read

NAME = "precedence.toml"


def precedence_load(folder: Path, today: date) -> None:
    """Take the file into use from its day on; nothing where there is none. Raises `ImproperlyConfigured` naming it."""
    path = folder / NAME
    if not path.is_file():
        return
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        ranks, since = ranks_read(told["ranks"]), date.fromisoformat(str(told["since"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ImproperlyConfigured(f"{NAME}: since (a day), [[ranks]] with rank and names: {error!r}") from error
    if since <= today:
        ranks_declare(ranks)
