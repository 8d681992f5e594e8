"""Our index (规矩)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from guiju.kernel.search.engine import TantivyIndex
from guiju.kernel.search.port import Dated, SearchDocument, SearchQuery, Shape
from tools.bench_search.questions import FACETS, PAGE, Question
from tools.bench_search.records import STATUSES, TODAY, Record

SHAPE = Shape(
    facets=("level", "body", "ics"),
    dated={"status": STATUSES},
    orders=("number", "published"),
    fields=("drafters", "committee"),
    ranges=("year",),
)


class Ours:
    """Title words, number spellings, all fields of a catalogue's index, on one folder."""

    name = "Guiju"

    def __init__(self, folder: Path) -> None:
        self.index = TantivyIndex(folder / "ours", SHAPE)

    def build(self, records: Iterable[Record]) -> None:
        self.index.fill(map(_document, records))
        self.index.commit()

    def ask(self, asked: Question) -> int:
        text = asked.number or " ".join(asked.words)
        facets = {"level": (asked.level,)} if asked.level else {}
        return self.index.search(SearchQuery(on=TODAY, text=text, facets=facets, counts=FACETS, limit=PAGE)).total


def _document(record: Record) -> SearchDocument:
    life = [Dated("upcoming", None, record.effective), Dated("in_force", record.effective, record.replaced)]
    if record.replaced is not None:
        life.append(Dated("replaced", record.replaced, None))
    return SearchDocument(
        id=str(record.id),
        label=f"{record.number} {record.title_zh or record.title_en}",
        numbers=(record.number,),
        titles=tuple(filter(None, (record.title_zh, record.title_en))),
        facets={"level": (record.level,), "body": (record.body,), "ics": (record.ics,)},
        dated={"status": tuple(life)},
        orders={"number": record.number, "published": str(record.year)},
        ranges={"year": record.year},
        weight=(record.year - 1900) / 200,
    )
