"""Reads of versions (版本的查询): a policy beside the one it replaces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from guiju.apps.ledger.comparing import ALIKE, Origin, Pair, Said, alike, compared, unnumbered
from guiju.apps.ledger.comparing_targets import Promised, targets_paired
from guiju.apps.ledger.models import Decision, Policy, RequiredDocument, Target, Task
from guiju.apps.ledger.rows import by_hand, code_of, policy_values
from guiju.apps.ledger.terms import per_said

_SIGNS = {">=": "≥", "<=": "≤", "=": "", "~": "约", "range": ""}
_SAME_TITLE = 0.85
_MOST_TITLES = 2_000
_MOST_LINES = 5_000
TargetPair = tuple[Promised | None, Promised | None]


def policies_titled_alike(policy: Policy) -> list[Policy]:
    """The policies of its office that it may be a newer version of, by their titles: the likest first."""
    if policy.confirmed_at is not None or policy.replaces_id is not None:
        return []
    rows = Policy.objects.only("pk", "title", "issued").filter(
        office=policy.office_id, withdrawn_at=None, fictitious=policy.fictitious, replaced_by=None
    )
    title = unnumbered(policy.title)
    scored = [(alike(unnumbered(row.title), title), row) for row in rows.exclude(pk=policy.pk)[:_MOST_TITLES]]
    found = sorted((row for row in scored if row[0] >= _SAME_TITLE), key=lambda row: -row[0])
    return [row for _, row in found[:3]]


def version_compared(policy: Policy, older: Policy) -> list[Pair]:
    """Which task of the older version became which of this one."""
    return compared(_said(older), _said(policy))


def targets_compared(policy: Policy, older: Policy) -> list[TargetPair]:
    """Which target of the older version became which of this one."""
    return targets_paired(_promised(older), _promised(policy))


def comparison(policy: Policy, older: Policy) -> dict[str, Any]:
    """Head, targets and tasks of both versions side by side, as it is kept when the newer one is confirmed."""
    tasks = version_compared(policy, older)
    kept = [pair.older.pk for pair in tasks if pair.kind == "kept" and pair.older]
    decided, gone = decided_by(kept), _gone(policy, older, Task.objects.filter(pk__in=kept, split_from=None))
    split = _split(older)
    targets = targets_compared(policy, older)
    hand = {row.pk: row for row in older.targets.filter(removed_at=None) if by_hand(row.code)}
    lost = _gone(policy, older, [hand[was.pk] for was, now in targets if was and not now and was.pk in hand])
    return {
        "head": [
            {"field": name, "was": str(was or ""), "now": str(now or "")}
            for name in policy_values(policy.reading["meta"])
            if (was := getattr(older, name)) != (now := getattr(policy, name))
        ],
        "targets": [_target_told(*pair, hand, lost) for pair in targets],
        "documents": list(_documents_told(policy, older)),
        "tasks": [_task_told(pair, decided, gone, split) for pair in tasks],
    }


def place_in(policy: Policy, older: Policy, added: Task | Target | RequiredDocument) -> tuple[int, int]:
    """Where the text beside which something was added stands in another version, numbered anew or a little changed;
    (0, 0) where it does not."""
    for words in (older.clean_text[added.start : added.end], added.text if added.end else ""):
        said = words.strip()
        if said and (start := _nearest(policy.clean_text, said, added.start)) >= 0:
            return start, start + len(said)
        if said and (place := _line_like(policy.clean_text, unnumbered(said)))[1]:
            return place
    return 0, 0


def decided_by(tasks: Iterable[int]) -> dict[int, Decision]:
    """The decisions of meetings that became these tasks."""
    rows = Decision.objects.filter(task__in=list(tasks)).select_related("meeting__council")
    return {row.task_id: row for row in rows if row.task_id is not None}


def _nearest(text: str, said: str, to: int) -> int:
    """Where words stand in a text next to where they stood; -1 where they do not."""
    after, before = text.find(said, to), text.rfind(said, 0, to + len(said))
    return min((at for at in (after, before) if at >= 0), key=lambda at: abs(at - to), default=-1)


def _line_like(text: str, said: str) -> tuple[int, int]:
    """The line of a text that says the same but for its number, or nearly the same."""
    best, found, at = ALIKE, (0, 0), 0
    for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]:
        words = unnumbered(line)
        score = 2.0 if said in words else alike(words, said) if len(words) < 3 * len(said) + 20 else 0.0
        if score >= best and (score > best or not found[1]):
            best, found = score, (at, at + len(line))
        at += len(line) + 1
    return found


def _gone(policy: Policy, older: Policy, rows: Iterable[Task | Target | RequiredDocument]) -> set[int]:
    """Of these the ones that were added beside words which the newer version has no longer."""
    return {row.pk for row in rows if row.end and not place_in(policy, older, row)[1]}


def _split(policy: Policy) -> dict[int, list[str]]:
    """The titles of what a person made of a task, by its number (拆分); of what was made the title of that task."""
    found: dict[int, list[str]] = defaultdict(list)
    for part in policy.tasks.filter(removed_at=None, split_from__removed_at=None).select_related("split_from"):
        if part.split_from is not None:
            found[part.split_from.pk].append(part.title)
            found[part.pk] = [part.split_from.title]
    return found


def _task_told(
    pair: Pair, decided: Mapping[int, Decision], gone: set[int], split: Mapping[int, list[str]]
) -> dict[str, Any]:
    one = pair.newer or pair.older
    decision = decided.get(one.pk) if one else None
    return {
        "kind": pair.kind, "pk": one.pk if one else 0, "title": one.title if one else "",
        "was_title": pair.older.title if pair.older else "", "was": pair.older.text if pair.older else "",
        "now": pair.newer.text if pair.newer else "", "split": split.get(pair.older.pk, []) if pair.older else [],
        "from_split": bool(pair.older and pair.older.root), "gone": one is not None and one.pk in gone,
        "meeting": [decision.meeting.pk, f"{decision.meeting.council.name} · {decision.meeting.title}"]
        if decision else None,
    }  # fmt: skip


def _target_told(
    older: Promised | None, newer: Promised | None, hand: Container[int], lost: Container[int]
) -> dict[str, Any]:
    was, now = (" · ".join(filter(None, (f"{one.value}{one.unit}", one.due))) if one else "" for one in (older, newer))
    kind = "added" if older is None else "dropped" if newer is None else "same" if was == now else "changed"
    if kind == "dropped" and older and older.pk in hand:
        kind = "kept"
    if kind == "same" and older and newer and older.name != newer.name:
        kind = "changed"
    return {
        "kind": kind, "name": (newer or older).name if newer or older else "", "was": was, "now": now,  # type: ignore[union-attr]
        "was_name": older.name if older else "", "gone": older is not None and older.pk in lost,
        "measured": bool(older and newer and Target.objects.filter(pk=older.pk).exclude(measure="").exists()),
    }  # fmt: skip


def _documents_told(policy: Policy, older: Policy) -> Iterator[dict[str, Any]]:
    """The documents that one of the versions orders and the other does not, and those a person added."""
    was, now = ({one.name: one for one in side.required_documents.filter(removed_at=None)} for side in (older, policy))
    lost = _gone(policy, older, [one for name, one in was.items() if name not in now and by_hand(one.code)])
    for name, one in now.items():
        if name not in was:
            yield {"kind": "added", "name": name, "due": one.due_words, "gone": False}
    for name, one in was.items():
        if name not in now:
            kind = "kept" if by_hand(one.code) else "dropped"
            yield {"kind": kind, "name": name, "due": one.due_words, "gone": one.pk in lost}


def _promised(policy: Policy) -> list[Promised]:
    rows = policy.targets.filter(removed_at=None).order_by("place", "pk").prefetch_related("tasks")
    return [
        Promised(row.pk, row.name, row.text, _number(row), row.unit, row.due_words,
                 frozenset(unnumbered(task.title) for task in row.tasks.all()))
        for row in rows
    ]  # fmt: skip


def _number(row: Target) -> str:
    if row.value is None:
        return ""
    shown = "-".join(_plain(value) for value in (row.value, row.value_to) if value is not None)
    return (per_said(row.per).zh if row.per else "") + _SIGNS.get(row.comparator, row.comparator) + shown


def _plain(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def _said(policy: Policy) -> list[Said]:
    rows = policy.tasks.filter(removed_at=None, parent=None).order_by("place", "pk")
    read = texts_read(policy)
    known = set(rows.values_list("pk", flat=True))
    return [
        Said(pk, title, read.get(code, text), _origin(code, decision), root if root in known else 0)
        for pk, title, text, code, decision, root in rows.values_list(
            "pk", "title", "text", "code", "decision", "split_from"
        )
    ]


def texts_read(policy: Policy) -> dict[str, str]:
    """What was read for each task, by its code, before anybody corrected or split it."""
    return {code_of(one["id"]): one["text"] for one in policy.reading.get("tasks", ())}


def _origin(code: str, decision: int | None) -> Origin:
    if decision is not None:
        return "decision"
    return "hand" if by_hand(code) else "text"
