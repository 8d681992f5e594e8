"""An index in a folder (检索引擎): writes what is put, answers from what is committed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Query

from guiju.kernel.search.asking import beginning, parts, phrases, refused, telling
from guiju.kernel.search.engine.clauses import Clauses, either, every, narrowed, one_of
from guiju.kernel.search.engine.counting import Counts, counts
from guiju.kernel.search.engine.documents import engine_document
from guiju.kernel.search.engine.schema import register, schema_of
from guiju.kernel.search.engine.turning import holding
from guiju.kernel.search.port import Hit, SearchDocument, SearchQuery, SearchResult, Shape

HEAP_BYTES, FILLING_BYTES, FILLING_THREADS = 64_000_000, 240_000_000, 2
FARTHEST = 10_000
GREATEST = 1 << 62
MOST_KNOWN = 500
Stamp = tuple[int, int]
Known = dict[tuple[Stamp, bool, str, tuple[str, ...], str], Counts]


class TantivyIndex:
    """An index in a folder (see `port.SearchIndex`). One writer at a time; readers see what is committed."""

    def __init__(self, folder: Path, shape: Shape) -> None:
        self.shape = shape
        self.schema = schema_of(shape)
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self.schema, path=str(folder))
        register(self._index)
        self._index.config_reader("manual", 0)
        self._meta = folder / "meta.json"
        self._seen = self._stamp()
        self._known: Known = {}
        self._writer: Any = None

    def put(self, documents: Iterable[SearchDocument]) -> int:
        writer, count = self._writing(), 0
        for document in documents:
            writer.delete_documents_by_term("id", document.id)
            writer.add_document(engine_document(document))
            count += 1
        return count

    def fill(self, documents: Iterable[SearchDocument]) -> int:
        """Add documents to an index that has none of them, with more memory and threads; returns how many."""
        self._writer = self._index.writer(FILLING_BYTES, FILLING_THREADS)
        count = 0
        for document in documents:
            self._writer.add_document(engine_document(document))
            count += 1
        return count

    def delete(self, ids: Iterable[str]) -> None:
        writer = self._writing()
        for one in ids:
            writer.delete_documents_by_term("id", one)

    def commit(self) -> None:
        if self._writer is not None:
            self._writer.commit()
            self._writer.wait_merging_threads()
            self._writer = None
        self._index.reload()
        self._seen = self._stamp()

    def count(self) -> int:
        """How many documents there are."""
        return int(self._searcher()[0].num_docs)

    def search(self, query: SearchQuery) -> SearchResult:
        searcher, stamp = self._searcher()
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        return _Question(self.schema, self.shape, searcher, query, self._known, stamp).answer()

    def numbers(self, query: SearchQuery) -> list[int]:
        searcher, stamp = self._searcher()
        return _Question(self.schema, self.shape, searcher, query, self._known, stamp).numbers()

    def suggest(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        searcher, _ = self._searcher()
        asked = Clauses(self.schema, searcher).suggested(beginning(text))
        found = searcher.search(asked, limit, count=False, weight_by_field="weight")
        return tuple(_hit(searcher, address, score) for score, address in found.hits)

    def _writing(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(HEAP_BYTES, 1)
        return self._writer

    def _searcher(self) -> tuple[Any, Stamp]:
        """Who answers, and the state that is at least the one answered from."""
        try:
            stamp = self._stamp()
        except FileNotFoundError:  # another build has just replaced this one, which stays readable while it is open
            stamp = self._seen
        if stamp != self._seen:
            self._index.reload()
            self._seen = stamp
        return self._index.searcher(), stamp

    def _stamp(self) -> Stamp:
        stat = self._meta.stat()
        return stat.st_mtime_ns, stat.st_ino


class _Question:
    """One question to one state of the index."""

    def __init__(
        self, schema: tantivy.Schema, shape: Shape, searcher: Any, query: SearchQuery, known: Known, stamp: Stamp
    ) -> None:
        self._schema, self._shape, self._searcher, self._query = schema, shape, searcher, query
        self._known, self._state = known, stamp
        self._clauses = Clauses(schema, searcher)
        self._filters = {name: self._filter(name, values) for name, values in query.facets.items() if len(values)}
        self._filters |= {name: self._range(name, *ends) for name, ends in query.ranges.items() if ends != (None, None)}
        self._others = [found for name, text in query.fields.items() for found in self._field(name, text)]
        self._without = [self._filter(name, values) for name, values in query.without.items() if len(values)]
        self._without += [self._clauses.refused(part) for part in refused(query.not_text)]

    def answer(self) -> SearchResult:
        asked = parts(self._query.text)
        base = every([self._clauses.part(part) for part in asked]) if asked else Query.all_query()
        total, hits = self._found(base)
        loosened = not total and len(asked) > 1
        if loosened:
            base = either([self._clauses.part(part) for part in telling(asked)])
            total, hits = self._found(base)
        counted = self._counted(base, loosened)
        return SearchResult(total, hits, counted, loosened and total > 0)

    def numbers(self) -> list[int]:
        """The order asked for of every document found, without looking into the documents."""
        asked = parts(self._query.text)
        base = every([self._clauses.part(part) for part in asked]) if asked else Query.all_query()
        most = max(int(self._searcher.num_docs), 1)
        found = self._searcher.search(self._narrowed(base), most, count=False, **_ordered(self._query.order))
        return [number for number, _ in found.hits]

    def _counted(self, base: Query, loosened: bool) -> Counts:
        """The counts, remembered for as long as the index stays as it is: of one page they are those of the next."""
        query, chosen = self._query, self._filters.keys()
        groups: dict[str, list[str]] = {}
        for name in self._shape.counted(query.counts):
            groups.setdefault(name if name in chosen else "", []).append(name)
        found: Counts = {}
        for but, names in groups.items():
            key = (self._state, loosened, but, tuple(names), _asked(query, but))
            if key not in self._known:
                narrowed_to = self._narrowed(base, but)
                self._known[key] = counts(self._searcher, self._shape, names, narrowed_to, query.on, query.values)
            found |= self._known[key]
        return found

    def _found(self, base: Query) -> tuple[int, tuple[Hit, ...]]:
        """How many documents there are in all, and the page asked for."""
        query = self._query
        how = _ordered(query.order) if query.order else {"weight_by_field": "weight"}
        start = min(query.offset, FARTHEST)
        found = self._searcher.search(self._narrowed(base), max(query.limit, 1), offset=start, **how)
        page = found.hits[: query.limit] if query.offset <= FARTHEST else []
        scored = ((address, 0.0 if query.order else key) for key, address in page)
        return found.count, tuple(_hit(self._searcher, address, score) for address, score in scored)

    def _narrowed(self, base: Query, but: str = "") -> Query:
        filters = [found for name, found in self._filters.items() if name != but]
        return narrowed(base, [*filters, *self._others], self._without)

    def _filter(self, name: str, values: Iterable[str]) -> Query:
        if name not in self._shape.dated:
            return one_of(self._schema, f"f_{name}", list(values))
        return either([holding(self._schema, name, value, self._query.on) for value in values])

    def _field(self, name: str, text: str) -> list[Query]:
        return self._clauses.field(name, phrases(text))

    def _range(self, name: str, low: int | None, high: int | None) -> Query:
        low, high = (None if end is None else min(max(end, -GREATEST), GREATEST) for end in (low, high))
        return Query.range_query(self._schema, f"r_{name}", FieldType.Integer, low, high)


def _ordered(order: str) -> dict[str, Any]:
    way = tantivy.Order.Desc if order.startswith("-") else tantivy.Order.Asc
    return {"order_by_field": f"o_{order.removeprefix('-')}", "order": way}


def _asked(query: SearchQuery, but: str) -> str:
    """What decides which documents are counted, without the filter of one name, written the same for the same."""
    filters = sorted((name, sorted(values)) for name, values in query.facets.items() if name != but)
    ranges = sorted((name, ends) for name, ends in query.ranges.items() if name != but)
    without = sorted((name, sorted(values)) for name, values in query.without.items())
    return repr((query.on, query.text, query.values, filters, ranges, without, sorted(query.fields.items()),
                 query.not_text))  # fmt: skip


def _hit(searcher: Any, address: Any, score: float) -> Hit:
    document = searcher.doc(address)
    return Hit(document.get_first("id"), document.get_first("label") or "", score)
