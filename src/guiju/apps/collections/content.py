"""What a collection is made of (专题库内容): its words, its rule, and the numbers put in and taken out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from guiju.apps.collections.models import Collection
from guiju.domain.language import Words

FIELDS = ("title_zh", "title_en", "description_zh", "description_en", "provenance", "rule")


@dataclass(frozen=True, slots=True)
class Content:
    """A state of a collection: the one being edited, or the one approved."""

    title_zh: str = ""
    title_en: str = ""
    description_zh: str = ""
    description_en: str = ""
    provenance: str = ""
    rule: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def title(self) -> Words:
        """Its name, the Chinese one where there is no other."""
        return Words(self.title_zh, self.title_en or self.title_zh)

    @property
    def description(self) -> Words:
        """What it is, the Chinese text where there is no other."""
        return Words(self.description_zh, self.description_en or self.description_zh)

    def data(self) -> dict[str, Any]:
        """The same for JSON."""
        return {**asdict(self), "added": list(self.added), "removed": list(self.removed)}


def draft_of(collection: Collection) -> Content:
    """What editors work on."""
    words = {name: getattr(collection, name) for name in FIELDS}
    return Content(**words, added=tuple(collection.added), removed=tuple(collection.removed))


def published_of(collection: Collection) -> Content | None:
    """What was approved; None while nothing is public."""
    return _read(collection.published) if collection.published else None


def _read(data: Mapping[str, Any]) -> Content:
    return Content(**{name: data[name] for name in FIELDS}, added=tuple(data["added"]), removed=tuple(data["removed"]))
