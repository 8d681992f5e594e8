"""Read what a policy orders to exist (要求建立的系统): sentence by sentence, with the clause it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from guiju.domain.clauses import Clause, Outline
from guiju.domain.policy.demands.model import Demand, DemandsRead
from guiju.domain.policy.demands.phrases import Phrase, phrases
from guiju.domain.policy.demands.systems import system_of
from guiju.domain.policy.places import place_words
from guiju.domain.text import fold

_SILENT = frozenset({"transmittal", "header", "preamble", "annex_reference"})
_MOST = 2000
_LONGEST = 20_000
_CLOSING = {"》": "《", "”": "“", "）": "（", ")": "("}


def demands_read(outline: Outline) -> DemandsRead:
    """Every demand, in order; the notice and the introduction order nothing, unless there is nothing else."""
    text = outline.text
    folded = fold(text)
    found: list[Demand] = []
    seen: set[tuple[int, int]] = set()
    orders = any(clause.kind not in _SILENT for clause in outline.walk())
    for chain in _chains(outline.clauses, ()):
        clause = chain[-1]
        if orders and any(one.kind in _SILENT for one in chain):
            continue
        end = min(clause.text_end, clause.text_start + _LONGEST)
        for phrase in phrases(folded, clause.text_start, end):
            if (phrase.object_start, phrase.end) in seen or len(found) >= _MOST:
                continue
            seen.add((phrase.object_start, phrase.end))
            found.append(_demand(text, phrase, chain))
    found.sort(key=lambda demand: demand.at)
    return DemandsRead(tuple(found))


def _chains(clauses: tuple[Clause, ...], above: tuple[Clause, ...]) -> Iterator[tuple[Clause, ...]]:
    for clause in clauses:
        chain = (*above, clause)
        yield chain
        yield from _chains(clause.children, chain)


def _closed(text: str, phrase: Phrase) -> int:
    """Where the phrase ends with the mark that closes what it opened (编制《工作指南》)."""
    said, after = text[phrase.object_start : phrase.end], text[phrase.end : phrase.end + 1]
    opened = _CLOSING.get(after)
    return phrase.end + 1 if opened and said.count(opened) > said.count(after) else phrase.end


def _demand(text: str, phrase: Phrase, chain: tuple[Clause, ...]) -> Demand:
    end = _closed(text, phrase)
    named = text[phrase.object_start : end]
    verbatim = text[phrase.start : end]
    return Demand(
        verb=phrase.verb,
        object=named,
        type=phrase.type,
        new=phrase.new,
        verbatim=verbatim,
        where=place_words(chain),
        clause=chain[-1].path,
        at=(phrase.start, end),
        system=system_of(verbatim),
    )
