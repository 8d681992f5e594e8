"""What many rows of organisations would do (大表试算): decided as `importing` decides row by row, without writing.

Organisations the rows name are read in batches; what a row adds or changes is known to the rows after it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from guiju.apps.parties import typed as read
from guiju.apps.parties.importing import Outcome, Row
from guiju.apps.parties.models import Organisation, OrganisationName
from guiju.apps.parties.services.organisations import (
    CHANGED,
    READERS,
    depth_of,
    require_place,
    require_unlike,
    uscc_taken,
)
from guiju.apps.parties.terms import UNIT
from guiju.domain.language import Words, WordsError

FACTS = ("name_en", "uscc", "region", "sector", "source")
_CHUNK = 800


@dataclass(slots=True)
class Body:
    """An organisation as it is, or as the rows so far make it; one to be added has a negative `key`."""

    key: int
    name: str
    facts: dict[str, str]
    kinds: list[str]
    parent: int | None
    depth: int
    revision: int = 0
    before: dict[str, object] = field(default_factory=dict)

    def told(self) -> dict[str, object]:
        """What rows can change of it."""
        return {**self.facts, "kinds": self.kinds}


class Plan:
    """What rows do, all in all: organisations to be added, and those to be changed."""

    def __init__(self) -> None:
        self.added: list[Body] = []
        self.changed: dict[int, Body] = {}
        self._bodies: dict[int, Body] = {}
        self._by_code: dict[str, int] = {}
        self._by_name: dict[str, dict[int, None]] = {}

    def rows(self, rows: Iterable[Row], progress: Callable[[int], None]) -> Iterator[Outcome]:
        """The outcome of each row, in order."""
        stream, done = iter(rows), 0
        while batch := list(islice(stream, _CHUNK)):
            self._load([row["cells"] for row in batch])
            for row in batch:
                yield self._outcome(row)
            done += len(batch)
            progress(done)

    def _outcome(self, row: Row) -> Outcome:
        cells = row["cells"]
        title = str(cells.get("name") or "")[:200]
        try:
            return Outcome(row["number"], self._done(cells), title, [])
        except WordsError as error:
            errors = error.errors if isinstance(error, read.FieldsWrong) else (error,)
            return Outcome(row["number"], "wrong", title, [[one.where, one.say("zh"), one.say("en")] for one in errors])

    def _done(self, cells: Mapping[str, str]) -> str:
        parent = self._parent(cells.get("parent", ""))
        code = _code(cells.get("uscc", ""))
        held = self._open(cells.get("uscc", "")) or (None if parent else self._open(cells.get("name", "")))
        if held is not None and code and held.facts["uscc"] and held.facts["uscc"] != code:
            held = None
        typed = {name: text for name, text in cells.items() if name != "parent"}
        return self._add(typed, parent) if held is None else self._change(held, typed)

    def _add(self, typed: Mapping[str, str], parent: Body | None) -> str:
        values = read.all_read(READERS, {"name": "", "kinds": "", **typed})
        kinds, name = values.pop("kinds"), values.pop("name")
        depth = parent.depth + 1 if parent else 0
        require_place(kinds, depth)
        facts = {**dict.fromkeys(FACTS, ""), **values}
        above = parent.key if parent else None
        same = (self._bodies[key] for key in self._by_name.get(read.name_folded(name), ()))
        require_unlike(facts["uscc"], [(one.name, one.facts["uscc"]) for one in same if one.parent == above])
        self._require_free(facts["uscc"], 0)
        made = Body(-len(self.added) - 1, name, facts, kinds, above, depth)
        self.added.append(made)
        self._know(made)
        self._by_name.setdefault(read.name_folded(name), {})[made.key] = None
        return "added"

    def _change(self, held: Body, typed: Mapping[str, str]) -> str:
        values = read.all_read({name: READERS[name] for name in CHANGED}, typed)
        kinds = values.pop("kinds", held.kinds)
        if kinds != held.kinds and UNIT in (*kinds, *held.kinds):
            require_place(kinds, held.depth)
        self._require_free(values.get("uscc", ""), held.key)
        facts = {**held.facts, **values}
        same = facts == held.facts
        if same and kinds == held.kinds:
            return "same"
        held.before = held.before or held.told()
        held.facts, held.kinds = facts, kinds
        self._know(held)
        if held.key > 0:
            self.changed[held.key] = held
        return "same" if same else "changed"

    def _require_free(self, code: str, mine: int) -> None:
        other = self._by_code.get(code, mine) if code else mine
        if other != mine:
            raise uscc_taken(self._bodies[other].name)

    def _parent(self, text: str) -> Body | None:
        if not text.strip():
            return None
        found = self._open(text)
        if found is None:
            message = Words(f"没有登记“{text[:60]}”，或有几个同名。", f"There is no one organisation “{text[:60]}”.")
            raise read.FieldsWrong([WordsError("unknown", message, where="parent")])
        return found

    def _open(self, text: str) -> Body | None:
        """The one organisation of a code or name, as `organisation_open` finds it."""
        key = self._by_code.get(_code(text))
        named = list(self._by_name.get(read.name_folded(text), ()))
        if key is None and len(named) == 1:
            key = named[0]
        return self._bodies[key] if key is not None else None

    def _know(self, body: Body) -> None:
        self._bodies[body.key] = body
        if body.facts["uscc"]:
            self._by_code[body.facts["uscc"]] = body.key

    def _load(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Read the organisations that these rows may mean."""
        texts = {row.get(name, "") for row in rows for name in ("name", "uscc", "parent")}
        codes = {code for text in texts if len(code := _code(text)) == 18}
        folded = {found for text in texts if (found := read.name_folded(text))}
        names = OrganisationName.objects.filter(folded__in=folded, organisation__merged_into=None)
        pairs = list(names.order_by("pk").values_list("folded", "organisation_id"))
        there = Organisation.objects.filter(merged_into=None)
        keys = {pk for _, pk in pairs} | set(there.filter(uscc__in=codes).values_list("pk", flat=True))
        wanted = there.filter(pk__in=keys - self._bodies.keys())
        for row in wanted.select_related("parent").prefetch_related("kinds"):
            facts = {name: getattr(row, name) for name in FACTS}
            kinds = sorted(one.kind for one in row.kinds.all())
            self._know(
                Body(row.pk, row.name, facts, kinds, row.parent_id, depth_of(row.parent), row.revision)
            )  # fmt: skip
        for name, pk in pairs:
            if pk in self._bodies:
                self._by_name.setdefault(name, {})[pk] = None


def _code(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()
