"""The collections the program carries (随附专题库), put in place by setup."""

from __future__ import annotations

import tomllib
from datetime import datetime
from importlib.resources import files

from guiju.apps.collections.content import Content
from guiju.apps.collections.services import content_carried


def carried() -> dict[str, Content]:
    """Each by its address."""
    text = files(__package__).joinpath("data", "carried.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["collection"]
    return {
        row.pop("slug"): Content(added=tuple(row.pop("added", ())), removed=tuple(row.pop("removed", ())), **row)
        for row in rows
    }


def carried_load(*, at: datetime) -> int:
    """Put them in place; again it does only what changed. Returns how many were put in place anew."""
    return sum(content_carried(slug=slug, content=content, at=at) for slug, content in carried().items())
