"""What differs between two checks of the same list (复查变化)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

ChangeKind = Literal["verdict", "successor", "flag", "added", "removed"]
_LASTING_FLAGS = ("has_amendment", "adoption_changed")


class Change(NamedTuple):
    """One number whose answer differs: what it was, what it is; None where the number was not cited."""

    number: str
    kind: ChangeKind
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Numbers that were added, removed, or whose verdict, successors or lasting flags changed, in the new order.

    The same result twice gives an empty list.
    """
    old, new = _members(before), _members(after)
    found = [change for number, member in new.items() if (change := _compare(number, old.get(number), member))]
    found.extend(Change(number, "removed", member, None) for number, member in old.items() if number not in new)
    return found


def _compare(number: str, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Change | None:
    if before is None:
        return Change(number, "added", None, after)
    if before["verdict"] != after["verdict"]:
        return Change(number, "verdict", before, after)
    if before["successors"] != after["successors"]:
        return Change(number, "successor", before, after)
    if _lasting(before) != _lasting(after):
        return Change(number, "flag", before, after)
    return None


def _lasting(member: Mapping[str, Any]) -> list[str]:
    return [flag for flag in member["flags"] if flag in _LASTING_FLAGS]


def _members(result: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The first answer on each number, in order of appearance."""
    members: dict[str, Mapping[str, Any]] = {}
    for member in _all_members(result):
        members.setdefault(member["number"], member)
    return members


def _all_members(result: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for file in result["files"]:
        for citation in file["citations"]:
            yield from citation["members"]
