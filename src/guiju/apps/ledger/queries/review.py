"""A policy beside what was read in it (对照核对): its text in blocks, each with the tasks, targets, documents,
doubts and repairs that belong there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from guiju.apps.ledger.models import Policy, RequiredDocument, Target, Task

PART_LENGTH = 20_000
PART_CARDS = 80
"""A part of the page ends with the block that goes beyond one of these."""
MOST_SHOWN = 40
_DEEP = 3


class Piece(NamedTuple):
    """A run of the text: `kinds` are the marks on it (target, document, doubt)."""

    text: str
    kinds: tuple[str, ...]


class Mended(NamedTuple):
    """Repairs of one kind within a block: why, how many, and the first of them."""

    why: str
    why_en: str
    number: int
    shown: Sequence[Mapping[str, Any]]


@dataclass(slots=True)
class Block:
    """Some lines of the text with what was read there. `depth` 0 is running text, else that of a heading."""

    start: int
    end: int
    depth: int = 0
    pieces: list[Piece] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    documents: list[RequiredDocument] = field(default_factory=list)
    doubts: list[tuple[int, Mapping[str, Any]]] = field(default_factory=list)
    unsure: list[Mapping[str, Any]] = field(default_factory=list)
    mended: list[Mended] = field(default_factory=list)

    @property
    def cards(self) -> int:
        """How much there is to look at."""
        return len(self.tasks) + len(self.targets) + len(self.documents) + len(self.doubts)


class Review(NamedTuple):
    """One part of the page: its blocks, what stands nowhere in the text, and where each part begins."""

    blocks: Sequence[Block]
    added: Sequence[Task]
    part: int
    begins: Sequence[int]
    added_targets: Sequence[Target] = ()
    added_documents: Sequence[RequiredDocument] = ()


def review_of(policy: Policy, at: int) -> Review:
    """The part of a policy that holds a place of its text, beside its reading."""
    tasks = list(policy.tasks.prefetch_related("bodies__body").order_by("place", "pk"))
    for task in tasks:
        task.policy = policy
    placed = [task for task in tasks if task.end]
    targets = list(policy.targets.select_related("duplicate_of").order_by("place", "pk"))
    documents = list(policy.required_documents.order_by("place", "pk"))
    blocks = blocks_of(policy.clean_text, policy.reading, placed, targets, documents)
    parts = list(_parts(blocks))
    begins = [part[0].start for part in parts]
    part = max(bisect_right(begins, at), 1)
    chosen = parts[part - 1]
    for block in chosen:
        block.pieces = list(_pieces(policy.clean_text, block))
    if part < len(parts):
        return Review(chosen, (), part, begins)
    added = [task for task in tasks if not task.end]
    return Review(chosen, added, part, begins, [one for one in targets if not one.end],
                  [one for one in documents if not one.end])  # fmt: skip


def left_after(policy: Policy, at: int) -> tuple[int, str] | None:
    """What nobody has looked at from a place of the text on: where it stands, and what it is called on the page."""
    found: list[tuple[int, str]] = []
    for name, rows in (("t", policy.tasks), ("g", policy.targets)):
        left = rows.filter(removed_at=None, checked_at=None, start__gte=at).order_by("start", "place")
        found += [(start, f"{name}-{pk}") for start, pk in left.values_list("start", "pk")[:1]]
    settled = set(policy.settled)
    found += [
        (doubt["at"][0], f"d-{number}")
        for number, doubt in enumerate(policy.reading["doubts"])
        if number not in settled and doubt["at"][0] >= at
    ]
    return min(found, default=None)


def blocks_of(
    text: str,
    reading: Mapping[str, Any],
    tasks: Sequence[Task],
    targets: Sequence[Target],
    documents: Sequence[RequiredDocument] = (),
) -> list[Block]:
    """The lines of a text as blocks, those of one task together, each with what belongs to it."""
    starts = list(_block_starts(text, tasks))
    ends = [*starts[1:], len(text) + 1]
    headings = dict(_headings(reading["outline"], 1))
    blocks = [Block(start, end - 1, headings.get(start, 0)) for start, end in zip(starts, ends, strict=True)]

    def at(place: int) -> Block:
        return blocks[max(bisect_right(starts, place) - 1, 0)]

    for task in tasks:
        at(task.start).tasks.append(task)
    for target in targets:
        if target.end:
            at(target.start).targets.append(target)
    for document in documents:
        if document.end:
            at(document.start).documents.append(document)
    for number, doubt in enumerate(reading["doubts"]):
        at(doubt["at"][0]).doubts.append((number, doubt))
    gathered: dict[tuple[int, str], list[Mapping[str, Any]]] = {}
    for repair in reading["repairs"]:
        block = at(repair["place"])
        if not repair["certain"]:
            block.unsure.append(repair)
        else:
            gathered.setdefault((block.start, repair["why"]), []).append(repair)
    for (start, why), repairs in gathered.items():
        at(start).mended.append(Mended(why, repairs[0]["why_en"], len(repairs), repairs[:MOST_SHOWN]))
    return blocks


def _block_starts(text: str, tasks: Sequence[Task]) -> Iterator[int]:
    """Where blocks begin: with every line that is not inside a task that began before it."""
    spans = sorted((task.start, task.end) for task in tasks)
    span, inside = 0, 0
    start = 0
    for line in text.split("\n"):
        if start >= inside:
            yield start
        end = start + len(line)
        while span < len(spans) and spans[span][0] <= end:
            following = spans[span + 1][0] if span + 1 < len(spans) else len(text)
            inside = max(inside if inside > end else 0, min(spans[span][1], following))
            span += 1
        start = end + 1


def _headings(clauses: Sequence[Mapping[str, Any]], depth: int) -> Iterator[tuple[int, int]]:
    for clause in clauses:
        if clause.get("title") and clause.get("number") and not clause["text"].strip():
            yield clause["start"], min(depth, _DEEP)
        yield from _headings(clause.get("children", ()), depth + 1)


def _parts(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    part: list[Block] = []
    length = cards = 0
    for block in blocks:
        part.append(block)
        length += block.end - block.start
        cards += block.cards
        if length > PART_LENGTH or cards > PART_CARDS:
            yield part
            part, length, cards = [], 0, 0
    if part:
        yield part


def _pieces(text: str, block: Block) -> Iterator[Piece]:
    """The text of a block, parted where marks begin and end."""
    marks = [("target", one.start, one.end) for one in block.targets if one.removed_at is None]
    marks += [("document", one.start, one.end) for one in block.documents if one.removed_at is None]
    marks += [("doubt", *one["at"]) for _, one in block.doubts]
    marks += [("doubt", one["place"], one["place"] + max(len(one["to"]), 1)) for one in block.unsure]
    bounds = {block.start, block.end}
    bounds |= {min(max(edge, block.start), block.end) for _, start, end in marks for edge in (start, end)}
    edges = sorted(bounds)
    for start, end in pairwise(edges):
        kinds = tuple(dict.fromkeys(kind for kind, begin, stop in marks if begin < end and stop > start))
        yield Piece(text[start:end], kinds)
