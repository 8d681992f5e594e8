"""The index on disk, by tantivy (嵌入式检索引擎)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from guiju.kernel.search.asking import Part, parts, typed_number
from guiju.kernel.search.days import day_terms, interval_terms
from guiju.kernel.search.port import Hit, SearchDocument, SearchQuery, SearchResult, Shape
from guiju.kernel.search.spellings import spellings
from guiju.kernel.search.words import fold, stream, words

HEAP_BYTES = 64_000_000
FACET_VALUES = 200
FEW = 64
FARTHEST = 10_000
# Each kind of number match outranks the next, whatever the weight of a document (which counts at most 1.6 times).
EXACT, ALIKE, SERIES, SERIAL, PREFIX = 100_000.0, 30_000.0, 10_000.0, 3_000.0, 1_000.0
NUMBER_FIELDS = (("exact", EXACT), ("alike", ALIKE), ("series", SERIES), ("serial", SERIAL))
PHRASE_BOOST, BEGUN = 4.0, 0.5


class TantivyIndex:
    """An index in a folder (see `port.SearchIndex`). One writer at a time; readers see what is committed."""

    def __init__(self, folder: Path, shape: Shape) -> None:
        self.shape = shape
        self.schema = _schema(shape)
        folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self.schema, path=str(folder))
        self._index.config_reader("manual", 0)
        self._meta = folder / "meta.json"
        self._seen = self._stamp()
        self._writer: Any = None

    def put(self, documents: Iterable[SearchDocument]) -> int:
        writer, count = self._writing(), 0
        for document in documents:
            writer.delete_documents_by_term("id", document.id)
            writer.add_document(_document(document))
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

    def search(self, query: SearchQuery) -> SearchResult:
        searcher = self._searcher()
        asked = parts(query.text)
        base = self._all_of(asked, searcher)
        total, hits = self._found(searcher, base, query)
        loosened = not total and len(asked) > 1
        if loosened:
            base = self._any_of(asked, searcher)
            total, hits = self._found(searcher, base, query)
        return SearchResult(total, hits, self._counts(searcher, base, query), loosened and total > 0)

    def suggest(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        typed = typed_number(text)
        if not typed:
            return ()
        searcher = self._searcher()
        found = searcher.search(self._number(typed, ((), (), (), ()), searcher), limit, weight_by_field="weight")
        return tuple(self._hit(searcher, address, score) for score, address in found.hits)

    def _writing(self) -> Any:
        if self._writer is None:
            self._writer = self._index.writer(HEAP_BYTES, 1)
        return self._writer

    def _searcher(self) -> Any:
        try:
            stamp = self._stamp()
        except FileNotFoundError:  # another build has just replaced this one, which stays readable while it is open
            stamp = self._seen
        if stamp != self._seen:
            self._index.reload()
            self._seen = stamp
        return self._index.searcher()

    def _stamp(self) -> tuple[int, int]:
        stat = self._meta.stat()
        return stat.st_mtime_ns, stat.st_ino

    def _found(self, searcher: Any, base: Query, query: SearchQuery) -> tuple[int, tuple[Hit, ...]]:
        """How many documents there are in all, and the page asked for."""
        how: dict[str, Any] = {"weight_by_field": "weight"}
        if query.order:
            order = tantivy.Order.Desc if query.order.startswith("-") else tantivy.Order.Asc
            how = {"order_by_field": f"o_{query.order.removeprefix('-')}", "order": order}
        chosen = self._with(base, self._filters(query))
        found = searcher.search(chosen, max(query.limit, 1), offset=min(query.offset, FARTHEST), **how)
        page = found.hits[: query.limit] if query.offset <= FARTHEST else []
        scored = ((address, 0.0 if query.order else key) for key, address in page)
        return found.count, tuple(self._hit(searcher, address, score) for address, score in scored)

    def _hit(self, searcher: Any, address: Any, score: float) -> Hit:
        document = searcher.doc(address)
        return Hit(document.get_first("id"), document.get_first("label") or "", score)

    def _counts(self, searcher: Any, base: Query, query: SearchQuery) -> Mapping[str, Mapping[str, int]]:
        counts: dict[str, Mapping[str, int]] = {}
        for name in self.shape.facets:
            others = self._with(base, self._filters(query, but=name))
            asked = {"values": {"terms": {"field": f"f_{name}", "size": FACET_VALUES}}}
            buckets = searcher.aggregate(others, asked)["values"]["buckets"]
            counts[name] = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
        for name, values in self.shape.dated.items():
            others = self._with(base, self._filters(query, but=name))
            each = {
                value: searcher.search(self._with(others, [self._on(name, value, query.on)]), 1).count
                for value in values
            }
            counts[name] = {value: count for value, count in each.items() if count}
        return counts

    def _filters(self, query: SearchQuery, but: str = "") -> list[Query]:
        return [
            self._either([self._on(name, value, query.on) for value in values])
            if name in self.shape.dated
            else self._one_of(f"f_{name}", values)
            for name, values in query.facets.items()
            if name != but and len(values)
        ]

    def _on(self, name: str, value: str, day: date) -> Query:
        return self._one_of(f"d_{name}", day_terms(value, day))

    def _with(self, base: Query, filters: Collection[Query]) -> Query:
        if not filters:
            return base
        scored = [(Occur.Must, base)]
        return Query.boolean_query(scored + [(Occur.Must, Query.const_score_query(f, 0.0)) for f in filters])

    def _either(self, queries: list[Query]) -> Query:
        return Query.boolean_query([(Occur.Should, query) for query in queries])

    def _all_of(self, asked: tuple[Part, ...], searcher: Any) -> Query:
        if not asked:
            return Query.all_query()
        return Query.boolean_query([(Occur.Must, self._part(part, searcher)) for part in asked])

    def _any_of(self, asked: tuple[Part, ...], searcher: Any) -> Query:
        return self._either([self._part(part, searcher) for part in asked])

    def _part(self, part: Part, searcher: Any) -> Query:
        queries = [Query.boost_query(self._phrase(part.stream), PHRASE_BOOST)]
        if part.words:
            terms = [Query.term_query(self.schema, "words", word, "freq") for word in part.words]
            queries.append(Query.boolean_query([(Occur.Must, term) for term in terms]))
        if part.typed:
            queries.append(self._number(part.typed, (part.exact, part.alike, part.series, ()), searcher))
        if part.begun and (longer := self._begun("stream", part.begun, searcher)):
            queries.append(Query.const_score_query(longer, BEGUN))
        return self._either(queries)

    def _phrase(self, pieces: tuple[str, ...]) -> Query:
        if len(pieces) > 1:
            return Query.phrase_query(self.schema, "stream", list(pieces))
        return Query.term_query(self.schema, "stream", pieces[0], "freq")

    def _number(self, typed: str, read_as: tuple[tuple[str, ...], ...], searcher: Any) -> Query:
        """The best of: the very edition, one alike, the series, the serial alone, numbers that begin as typed.

        `read_as`: for each of `NUMBER_FIELDS` the spellings of the number that the text reads as.
        """
        queries = [
            self._constant(field, {typed, *more}, score)
            for (field, score), more in zip(NUMBER_FIELDS, read_as, strict=True)
        ]
        begun = (self._begun(field, typed, searcher) for field, _ in NUMBER_FIELDS)
        queries += [Query.const_score_query(longer, PREFIX) for longer in begun if longer]
        return Query.disjunction_max_query(queries)

    def _begun(self, field: str, start: str, searcher: Any) -> Query | None:
        """Documents with a term that begins so; None when there is none."""
        terms = [term for term, _ in searcher.terms_with_prefix(field, start, None, FEW + 1)]
        if len(terms) > FEW:
            return Query.regex_query(self.schema, field, re.escape(start) + ".*")
        return self._one_of(field, terms) if terms else None

    def _constant(self, field: str, terms: Collection[str], score: float) -> Query:
        return Query.const_score_query(self._one_of(field, terms), score)

    def _one_of(self, field: str, terms: Collection[str]) -> Query:
        return self._either([Query.term_query(self.schema, field, term, "basic") for term in terms])


def _schema(shape: Shape) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("label", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stream", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    for field, _ in NUMBER_FIELDS:
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for name in shape.facets:
        builder.add_text_field(f"f_{name}", fast=True, tokenizer_name="raw", index_option="basic")
    for name in shape.dated:
        builder.add_text_field(f"d_{name}", tokenizer_name="raw", index_option="basic")
    for name in shape.orders:
        builder.add_text_field(f"o_{name}", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_float_field("weight", fast=True)
    return builder.build()


def _document(document: SearchDocument) -> tantivy.Document:
    folded = [fold(title) for title in document.titles]
    fields: dict[str, Any] = {
        "id": document.id,
        "label": document.label,
        "stream": [" ".join(stream(title)) for title in folded],
        "words": [" ".join(words(title, searching=False)) for title in folded],
        "weight": float(document.weight),
    }
    spelled = [spellings(number) for number in document.numbers]
    for position, (field, _) in enumerate(NUMBER_FIELDS):
        fields[field] = list({text for one in spelled for text in one[position]})
    fields |= {f"f_{name}": list(values) for name, values in document.facets.items()}
    fields |= {f"d_{n}": [t for d in dated for t in interval_terms(*d)] for n, dated in document.dated.items()}
    fields |= {f"o_{name}": value for name, value in document.orders.items()}
    return tantivy.Document(**fields)
