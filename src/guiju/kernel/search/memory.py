"""The index as plain dictionaries: what the words of `port` mean, in few lines; the tests hold engines to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from guiju.kernel.search.asking import Beginning, Part, beginning, parts, phrases, refused, telling
from guiju.kernel.search.port import Hit, SearchDocument, SearchQuery, SearchResult, Shape
from guiju.kernel.search.spellings import spellings
from guiju.kernel.search.words import fold, start, stream, words

Found = list[tuple[SearchDocument, float]]
TIERS = (5.0, 4.0, 3.0, 2.0)
PREFIX, PHRASE, WORDS = 1.0, 0.5, 0.25


class MemoryIndex:
    """An index in memory (see `port.SearchIndex`)."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self._documents: dict[str, SearchDocument] = {}

    def put(self, documents: Iterable[SearchDocument]) -> int:
        fresh = {document.id: document for document in documents}
        self._documents |= fresh
        return len(fresh)

    def delete(self, ids: Iterable[str]) -> None:
        for one in ids:
            self._documents.pop(one, None)

    def commit(self) -> None:
        """Nothing to do: changes are seen at once."""

    def search(self, query: SearchQuery) -> SearchResult:
        asked = parts(query.text)
        found = self._ranked(asked, query)
        loosened = not self._kept(found, query) and len(asked) > 1
        if loosened:
            found = self._ranked(telling(asked), query, loosely=True)
        kept = self._kept(found, query)
        if query.order:
            name = query.order.removeprefix("-")
            kept.sort(
                key=lambda pair: (name in pair[0].orders, pair[0].orders.get(name, "")),
                reverse=query.order.startswith("-"),
            )
        hits = [Hit(document.id, document.label, score) for document, score in kept]
        page = tuple(hits[query.offset : query.offset + query.limit])
        return SearchResult(len(hits), page, self._counts(found, query), loosened and bool(hits))

    def numbers(self, query: SearchQuery) -> list[int]:
        name = query.order.removeprefix("-")
        whole = self.search(replace(query, offset=0, limit=len(self._documents), counts=()))
        return [] if whole.loosened else [int(self._documents[hit.id].orders[name]) for hit in whole.hits]

    def suggest(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        typed = beginning(text)
        scored = [(document, _suggested(document, typed)) for document in self._documents.values()]
        return tuple(Hit(d.id, d.label, score) for d, score in _best_first(scored))[:limit]

    def _ranked(self, asked: tuple[Part, ...], query: SearchQuery, *, loosely: bool = False) -> Found:
        join = max if loosely else min
        unwanted = refused(query.not_text)
        fields = {name: phrases(text) for name, text in query.fields.items()}
        documents = [
            document
            for document in self._documents.values()
            if not any(_values(document, name, query.on) & set(values) for name, values in query.without.items())
            and not any(_refused(document, part) for part in unwanted)
            and all(_has(document, name, phrase) for name, each in fields.items() for phrase in each)
        ]
        return _best_first([(d, join([_rank(d, part) for part in asked] or [1.0])) for d in documents])

    def _kept(self, found: Found, query: SearchQuery, but: str = "") -> Found:
        wanted = {name: set(values) for name, values in query.facets.items() if name != but and len(values)}
        ranges = {name: ends for name, ends in query.ranges.items() if name != but}
        return [
            (document, score)
            for document, score in found
            if all(_values(document, name, query.on) & values for name, values in wanted.items())
            and all(_within(document.ranges.get(name), *ends) for name, ends in ranges.items())
        ]

    def _counts(self, found: Found, query: SearchQuery) -> dict[str, dict[str, int]]:
        return {
            name: dict(
                Counter(v for d, _ in self._kept(found, query, name) for v in _values(d, name, query.on)).most_common(
                    query.values
                )
            )
            for name in self.shape.counted(query.counts)
        }


def _best_first(scored: Found) -> Found:
    return sorted((pair for pair in scored if pair[1] > 0), key=lambda pair: (-pair[1], -pair[0].weight))


def _values(document: SearchDocument, name: str, on: date) -> set[str]:
    dated = document.dated.get(name, ())
    held = {d.value for d in dated if (d.since is None or d.since <= on) and (d.until is None or on < d.until)}
    numbers = {str(document.ranges[name])} if name in document.ranges else set()
    return held | numbers | set(document.facets.get(name, ()))


def _within(number: int | None, low: int | None, high: int | None) -> bool:
    if low is None and high is None:
        return True
    return number is not None and (low is None or low <= number) and (high is None or number <= high)


def _rank(document: SearchDocument, part: Part) -> float:
    ranks = [0.0]
    if part.typed:
        ranks.append(_number_rank(document, part.typed, (part.exact, part.alike, part.series, ())))
    titles = [fold(title) for title in document.titles]
    streams = [stream(title) for title in titles]
    if any(_contains(pieces, part.stream) for pieces in streams):
        ranks.append(PHRASE)
    if part.begun and any(piece.startswith(part.begun) for pieces in streams for piece in pieces):
        ranks.append(WORDS)
    if part.words and set(part.words) <= {word for title in titles for word in words(title, searching=False)}:
        ranks.append(WORDS)
    return max(ranks)


def _refused(document: SearchDocument, part: Part) -> bool:
    if part.typed:
        rank = _number_rank(document, part.typed, (part.exact, part.alike, part.series, ()))
        if rank > PREFIX or (rank == PREFIX and part.typed.isalpha()):
            return True
    if any(_contains(stream(fold(title)), part.stream) for title in document.titles):
        return True
    one = part.words if len(part.words) == 1 else ()
    return any(word in words(fold(title), searching=False) for title in document.titles for word in one)


def _has(document: SearchDocument, name: str, phrase: tuple[str, ...]) -> bool:
    texts = document.titles if name == "title" else document.fields.get(name, ())
    return any(_contains(stream(fold(text)), phrase) for text in texts)


def _suggested(document: SearchDocument, typed: Beginning) -> float:
    ranks = [_number_rank(document, typed.number, ((), (), (), ())) if typed.number else 0.0]
    streams = [stream(fold(title)) for title in document.titles]
    pieces = [piece for each in streams for piece in each]
    if typed.begun:
        has = set(typed.pieces) <= set(pieces) and any(piece.startswith(typed.begun) for piece in pieces)
    else:
        has = bool(typed.pieces) and any(_contains(each, typed.pieces) for each in streams)
    if has:
        first = start((*typed.pieces, typed.begun))
        ranks.append(PHRASE if any("".join(each).startswith(first) for each in streams) else WORDS)
    return max(ranks)


def _number_rank(document: SearchDocument, typed: str, read_as: tuple[tuple[str, ...], ...]) -> float:
    best = 0.0
    for spelled in map(spellings, document.numbers):
        for tier, kept, more in zip(TIERS, spelled, read_as, strict=True):
            if set(kept) & {typed, *more}:
                best = max(best, tier)
            elif any(text.startswith(typed) for text in kept):
                best = max(best, PREFIX)
    return best


def _contains(pieces: list[str], wanted: tuple[str, ...]) -> bool:
    size = len(wanted)
    return any(tuple(pieces[n : n + size]) == wanted for n in range(len(pieces) - size + 1))
