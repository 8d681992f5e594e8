"""Which way the relations of relaton run (关系方向).

`updates` is said of the newer and of the older one alike (relaton-data-iso says of ISO 11085:2008 that it updates
ISO 11085:2015): the years of the two decide, and where they cannot, the relation is left out with a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.apps.catalogue.identity import key_of
from guiju.apps.catalogue.importing.notes import noted
from guiju.apps.catalogue.importing.record import Problem
from guiju.apps.catalogue.importing.relaton.shapes import first, mappings, text
from guiju.domain.language import Words
from guiju.domain.validity.begin import year_days

# What a relation type makes of the other document. Parts, instances, translations and complements are no relations
# of ours.
_FIELDS = {
    "obsoletes": "replaces", "obsoletedBy": "replaced_by", "successorOf": "replaces", "hasSuccessor": "replaced_by",
    "updatedBy": "replaced_by", "adoptedFrom": "adopts", "cites": "cites",
}  # fmt: skip
_AMENDING = frozenset({"amends", "corrects"})
_OPPOSITE = {"replaces": "replaced_by", "replaced_by": "replaces", "amends": "amended_by", "amended_by": "amends"}


Found = dict[str, list[dict[str, str]]]


def related(place: Words, number: str, item: Mapping[str, Any], draft: bool) -> tuple[Found, list[Problem]]:
    """Numbers by field, and what was left out; a draft is newer than whatever it updates."""
    own = key_of(number)
    found: Found = {}
    notes: list[Problem] = []
    for relation in mappings(item.get("relation")):
        kind = text(relation.get("type"))
        other = _number(first(relation.get("bibitem")))
        if not other or (kind != "updates" and kind not in _FIELDS):
            continue
        field = _FIELDS.get(kind) or _updating(own, key_of(other), text(relation.get("description")), draft)
        if not field:
            message = (
                f"与 {other} 谁新谁旧看不出来，关系已略去",
                f"Which is newer, this or {other}, cannot be told: left out",
            )
            notes.append(noted(place, "replaces", "direction", *message))
        elif {"number": other} not in found.setdefault(field, []):
            found[field].append({"number": other})
    return found, notes


def _updating(own: str, other: str, description: str, draft: bool) -> str:
    """The field for a document that "updates" this one, or is updated by it; "" when nothing tells."""
    if own.startswith(f"{other}/"):
        return "amends"
    if other.startswith(f"{own}/"):
        return "amended_by"
    field = "amends" if description in _AMENDING else "replaces"
    if draft:
        return field
    mine, theirs = year_days(own), year_days(other)
    if mine is None or theirs is None or mine.first == theirs.first:
        return ""
    return field if mine.first > theirs.first else _OPPOSITE[field]


def _number(item: Mapping[str, Any]) -> str:
    given = mappings(item.get("docid")) + mappings(item.get("docidentifier"))
    chosen = next((one for one in given if text(one.get("primary")) == "true"), given[0] if given else {})
    return (text(chosen, "id", "content") or text(item.get("formattedref")))[:300]
