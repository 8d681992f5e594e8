"""Queries of the engine for what was asked (查询子句)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import tantivy
from tantivy import Occur, Query

from guiju.kernel.search.asking import Beginning, Part
from guiju.kernel.search.engine.schema import NUMBER_EDGE, NUMBER_FIELDS
from guiju.kernel.search.words import EDGE, pairs, start

# Each kind of number match outranks the next, whatever the weight of a document (which counts at most 1.6 times).
SCORES = (100_000.0, 30_000.0, 10_000.0, 3_000.0)
PREFIX = 1_000.0
PHRASE_BOOST, BEGUN = 4.0, 0.5
BEGINS_SO, HAS_SO = 10.0, 1.0


def one_of(schema: tantivy.Schema, field: str, terms: Collection[str]) -> Query:
    """Documents with one of the terms."""
    return either([Query.term_query(schema, field, term, "basic") for term in terms])


def either(queries: list[Query]) -> Query:
    """Documents that answer one of the queries."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def every(queries: Iterable[Query]) -> Query:
    """Documents that answer all of the queries."""
    asked = list(queries)
    return asked[0] if len(asked) == 1 else Query.boolean_query([(Occur.Must, query) for query in asked])


def narrowed(base: Query, filters: Iterable[Query], without: Iterable[Query]) -> Query:
    """What answers `base` and every filter and nothing of `without`; only `base` counts for the rank."""
    clauses = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in filters]
    clauses += [(Occur.MustNot, query) for query in without]
    return Query.boolean_query([(Occur.Must, base), *clauses]) if clauses else base


class Clauses:
    """Makes queries; looks into the index only for words that are longer than the beginnings it keeps."""

    def __init__(self, schema: tantivy.Schema, searcher: Any) -> None:
        self._schema = schema
        self._searcher = searcher

    def part(self, part: Part) -> Query:
        """One thing a document must have."""
        queries = [Query.boost_query(self.phrase("stream", part.stream), PHRASE_BOOST)]
        if part.words and not part.plain:
            queries.append(every(Query.term_query(self._schema, "words", word, "freq") for word in part.words))
        if part.typed:
            queries.append(self._number(part.typed, (part.exact, part.alike, part.series, ()), begun=True))
        if part.begun and (longer := self._begun(part.begun)):
            queries.append(Query.const_score_query(longer, BEGUN))
        return either(queries)

    def refused(self, part: Part) -> Query:
        """One thing a document must not have."""
        queries = [self.phrase("stream", part.stream)]
        if len(part.words) == 1 and not part.plain:
            queries.append(Query.term_query(self._schema, "words", part.words[0], "basic"))
        if part.typed:
            letters = part.typed.isalpha()
            queries.append(self._number(part.typed, (part.exact, part.alike, part.series, ()), begun=letters))
        return either(queries)

    def phrase(self, field: str, pieces: tuple[str, ...]) -> Query:
        """Pieces that follow each other."""
        if len(pieces) == 1:
            return Query.term_query(self._schema, field, pieces[0], "freq")
        whole = Query.phrase_query(self._schema, field, list(pieces))
        if field != "stream":
            return whole
        neighbours = pairs(pieces)
        if len(pieces) == 2 and neighbours:
            return Query.term_query(self._schema, "pairs", neighbours[0], "basic")
        near = [
            Query.const_score_query(Query.term_query(self._schema, "pairs", pair, "basic"), 0.0) for pair in neighbours
        ]
        return every([*near, whole])

    def field(self, name: str, phrases: Iterable[tuple[str, ...]]) -> list[Query]:
        """What a text field must have."""
        field = "stream" if name == "title" else f"x_{name}"
        return [self.phrase(field, pieces) for pieces in phrases]

    def suggested(self, typed: Beginning) -> Query:
        """Documents whose number begins as typed, or whose title begins with or has what is typed."""
        queries = [self._number(typed.number, ((), (), (), ()), begun=True)] if typed.number else []
        has = self._inside(typed)
        if has is not None:
            first = Query.term_query(self._schema, "starts", start((*typed.pieces, typed.begun)), "basic")
            queries += [Query.const_score_query(every([first, has]), BEGINS_SO), Query.const_score_query(has, HAS_SO)]
        return Query.disjunction_max_query(queries) if queries else Query.empty_query()

    def _inside(self, typed: Beginning) -> Query | None:
        """Titles with the pieces typed; those before a word that may go on only have to be there."""
        if not typed.begun:
            return self.phrase("stream", typed.pieces) if typed.pieces else None
        words = [Query.term_query(self._schema, "stream", piece, "basic") for piece in typed.pieces]
        longer = self._begun(typed.begun)
        return None if longer is None else every([*words, longer])

    def _number(self, typed: str, read_as: tuple[tuple[str, ...], ...], *, begun: bool) -> Query:
        """The best of: the very edition, one alike, the series, the serial alone, numbers that begin as typed.

        `read_as`: for each of `NUMBER_FIELDS` the spellings of the number that the text reads as.
        """
        queries = [
            Query.const_score_query(one_of(self._schema, field, {typed, *more}), score)
            for field, score, more in zip(NUMBER_FIELDS, SCORES, read_as, strict=True)
        ]
        if begun:
            queries += [Query.const_score_query(longer, PREFIX) for longer in self._numbers_begun(typed)]
        return Query.disjunction_max_query(queries)

    def _numbers_begun(self, typed: str) -> Iterator[Query]:
        if len(typed) <= NUMBER_EDGE:
            yield Query.term_query(self._schema, "begins", typed, "basic")
            return
        for field in NUMBER_FIELDS:
            if longer := self._longer(field, typed):
                yield self._any(field, longer)

    def _begun(self, start: str) -> Query | None:
        """Documents with a word that begins so; None when there is none."""
        if len(start) <= EDGE:
            return Query.term_query(self._schema, "edges", start, "basic")
        longer = self._longer("stream", start)
        return self._any("stream", longer) if longer else None

    def _longer(self, field: str, start: str) -> list[str]:
        return [term for term, _ in self._searcher.terms_with_prefix(field, start)]

    def _any(self, field: str, terms: list[str]) -> Query:
        return (
            one_of(self._schema, field, terms) if len(terms) < 64 else Query.term_set_query(self._schema, field, terms)
        )
