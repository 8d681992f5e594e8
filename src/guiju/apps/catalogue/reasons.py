"""Why a record was found (命中原因), as pieces of its texts for a page."""

from __future__ import annotations

from typing import NamedTuple

from guiju.apps.catalogue.models import Edition
from guiju.domain.language import Words
from guiju.kernel.search.marks import Mark, marks
from guiju.kernel.search.port import SearchQuery

_OTHER_FIELDS = {"drafters": Words("起草单位", "Drafters"), "committee": Words("归口", "Committee")}
_MOST_NAMES, _MOST_LOOKED_AT = 3, 60


class Piece(NamedTuple):
    """A piece of a text, and whether it was asked for."""

    text: str
    hit: bool


class Reasons(NamedTuple):
    """The number and the title in pieces, and other texts that say why: what they are ("" words: a title), pieces."""

    number: list[Piece]
    title: list[Piece]
    notes: list[tuple[Words | None, list[Piece]]]


def reasons(edition: Edition, query: SearchQuery) -> Reasons:
    """The English title is always told beside a Chinese one; a title in another language when it alone was found."""
    english = edition.title_en if edition.title_en != edition.title else ""
    texts = {"number": edition.number, "title": edition.title, "english": english}
    found = marks(query, texts)
    notes: list[tuple[Words | None, list[Piece]]] = [(None, _cut(english, found["english"]))] if english else []
    if not any(found.values()):
        others = {f"other {name}": text for name, text in list(edition.titles.items())[:_MOST_LOOKED_AT]}
        hit = [(others[name], places) for name, places in marks(query, others).items() if places]
        notes += [(None, _cut(*pair)) for pair in hit[:1]]
    for name, words in _OTHER_FIELDS.items():
        if name in query.fields:
            held = edition.drafters[:_MOST_LOOKED_AT] if name == "drafters" else [edition.committee]
            cut = [_cut(text, marks(query, {name: text})[name]) for text in held]
            notes += [(words, pieces) for pieces in cut if any(piece.hit for piece in pieces)][:_MOST_NAMES]
    return Reasons(_cut(edition.number, found["number"]), _cut(edition.title, found["title"]), notes)


def _cut(text: str, places: tuple[Mark, ...]) -> list[Piece]:
    pieces, at = [], 0
    for place in places:
        if place.start > at:
            pieces.append(Piece(text[at : place.start], False))
        pieces.append(Piece(text[place.start : place.end], True))
        at = place.end
    return [*pieces, Piece(text[at:], False)] if at < len(text) else pieces
