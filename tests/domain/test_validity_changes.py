"""What differs between two checks of the same list."""

from __future__ import annotations

from typing import Any

from guiju.domain.validity.changes import changes


def member(
    number: str, verdict: str = "in_force", *, successors: tuple[str, ...] = (), flags: tuple[str, ...] = ()
) -> Any:
    return {"number": number, "verdict": verdict, "successors": list(successors), "flags": list(flags)}


def result(*members: Any) -> Any:
    return {"files": [{"citations": [{"members": [item]} for item in members]}]}


def kinds(before: Any, after: Any) -> list[tuple[str, str]]:
    return [(change.number, change.kind) for change in changes(before, after)]


def test_the_same_result_twice_has_no_changes() -> None:
    same = result(member("GB 3095-2012"), member("GB/T 1.1-2009", "replaced", successors=("GB/T 1.1-2020",)))
    assert changes(same, same) == []


def test_another_verdict_is_a_change() -> None:
    assert kinds(result(member("GB 1-2000")), result(member("GB 1-2000", "replaced"))) == [("GB 1-2000", "verdict")]


def test_another_successor_is_a_change() -> None:
    before = result(member("GB 1-2000", "replaced", successors=("GB 1-2010",)))
    after = result(member("GB 1-2000", "replaced", successors=("GB 1-2020",)))
    assert kinds(before, after) == [("GB 1-2000", "successor")]


def test_a_new_amendment_is_a_change_and_an_older_evidence_is_none() -> None:
    before = result(member("GB 1-2000"), member("GB 2-2000"))
    after = result(member("GB 1-2000", flags=("has_amendment",)), member("GB 2-2000", flags=("stale_evidence",)))
    assert kinds(before, after) == [("GB 1-2000", "flag")]


def test_numbers_cited_anew_or_no_longer_are_changes() -> None:
    assert kinds(result(member("GB 1-2000")), result(member("GB 2-2000"))) == [
        ("GB 2-2000", "added"), ("GB 1-2000", "removed"),
    ]  # fmt: skip
