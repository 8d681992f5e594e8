"""What the labelled sets of tests/corpora/policy expect, compared field by field with what is read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from guiju.domain.clauses import Outline, outline, outline_record
from guiju.domain.policy.demands import demands_read
from guiju.domain.policy.funding import funding_read
from guiju.domain.policy.meta import meta_read
from guiju.domain.policy.targets import targets_read
from guiju.domain.policy.tasks import Duty, duty_read, tasks_read
from guiju.domain.policy.tasks.collectives import collectives_of, is_all_members, is_local_governments
from guiju.domain.text import POLICY_STEPS, Cleaned, clean

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpora" / "policy"
Record = dict[str, Any]


class Outcome(NamedTuple):
    """One field of one label: `group` is set and split, `key` names it for good, `verdict` is "ok" or what is wrong."""

    group: str
    field: str
    key: str
    verdict: str


def judged(group: str, key: str, field: str, expected: Any, found: Any) -> Outcome:
    """Right, or what was found instead; of what is held back only that it is wrong, so that nobody tunes on it."""
    wrong = "wrong" if "held_back" in group else f"{short(found)} for {short(expected)}"
    return Outcome(group, field, f"{group}:{key}:{field}", "ok" if expected == found else wrong)


def short(value: Any) -> str:
    """A value on one line."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 90 else text[:60] + "…" + text[-25:]


def labelled(name: str) -> Iterator[tuple[str, Record]]:
    """The cases of a set, each with the name of its set and split; none where the set is not there."""
    file = CORPUS / f"{name}.jsonl"
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
        case: Record = json.loads(line)
        yield f"{name} {case['split']}", case


def all_outcomes() -> Iterator[Outcome]:
    """Every field of every labelled case."""
    for name, read in SETS.items():
        for group, case in labelled(name):
            for field, expected, found in read(case):
                yield judged(group, case["id"], field, expected, found)


Fields = Iterator[tuple[str, Any, Any]]


def flat(nodes: Iterable[Record], depth: int = 0) -> Iterator[tuple[int, str, str | None, str | None, str]]:
    """The clauses of a tree in the order of the text."""
    for node in nodes:
        yield depth, node["kind"], node["number"], node["title"], node["text"]
        yield from flat(node.get("children", ()), depth + 1)


def columns(nodes: Iterable[Record]) -> dict[str, list[Any]]:
    """What two trees are compared by."""
    rows = list(flat(nodes))
    names = ("depths", "kinds", "numbers", "titles", "texts")
    return {name: [row[position] for row in rows] for position, name in enumerate(names)}


def _cleaning(case: Record) -> Fields:
    cleaned = clean(case["text"], POLICY_STEPS)
    expect = case["expect"]
    if isinstance(expect, str):
        expect = {"text": expect}
    for field in ("text", "clean_text"):
        if field in expect:
            yield "text", expect[field].rstrip("\n"), cleaned.text
    if "repairs" in expect and isinstance(expect["repairs"], list):
        found = [[repair.old, repair.new] for repair in cleaned.repairs]
        for old_new in expect["repairs"]:
            pair = [old_new["from"], old_new["to"]] if isinstance(old_new, dict) else list(old_new)
            yield "repairs", True, pair in found


def _outline(case: Record) -> Fields:
    read = outline(case["text"])
    found, expected = columns(outline_record(read)), columns(case["expect"]["outline"])
    for name in expected:
        yield name, expected[name], found[name]
    yield "remarks", sorted(case["expect"]["remarks"]), sorted(remark.code for remark in read.remarks)
    if "titles" in case["expect"]:
        yield "document titles", case["expect"]["titles"], [read.text[start:end] for start, end in read.titles]


def _duties(case: Record) -> Fields:
    if case["form"] == "text":
        found = [task.record() for task in tasks_read(outline(case["text"]), document="x").tasks]
        expected = case["expect"]["tasks"]
        yield "tasks", len(expected), len(found)
        if len(expected) == len(found):
            for task, wanted in zip(found, expected, strict=True):
                yield from _narrowed(task, wanted)
        return
    duty = duty_read(case["text"])
    if case["expect"] is None or duty is None:
        yield "is a duty", case["expect"] is not None, duty is not None
        return
    yield from _narrowed(_phrase(duty), case["expect"])


def _phrase(duty: Duty) -> Record:
    return {
        "lead": list(duty.lead), "participants": list(duty.participants), "etc": duty.etc,
        "collectives": list(collectives_of(duty.bodies)), "all_members": any(map(is_all_members, duty.bodies)),
        "local_governments": any(map(is_local_governments, duty.bodies)),
        "due": duty.due.record() if duty.due else None,
    }  # fmt: skip


def _narrowed(record: Record, expect: Record) -> Fields:
    """What the label speaks of; of an object the names it has."""
    for field, wanted in expect.items():
        found = record.get(field)
        if isinstance(wanted, dict) and isinstance(found, dict):
            found = {name: found.get(name) for name in wanted}
        yield field, wanted, found


TARGET_FIELDS = (
    "kind", "value", "value_to", "unit", "comparator", "cumulative", "incremental", "per", "baseline_from", "due",
    "due_source",
)  # fmt: skip
_UNSAID: Record = {"kind": "quantified", "cumulative": False, "incremental": False}


def _targets(case: Record) -> Fields:
    period = tuple(case["period"]) if case.get("period") else None
    tree = outline(f"一、{case['heading']}\n{case['text']}" if case.get("heading") else case["text"])
    found = [target.record() for target in targets_read(tree, document="x", period=period, tasks=()).targets]
    values = Counter(str(one["value"]) for one in found)
    wanted = Counter(str(one.get("value")) for one in case["expect"])
    yield "found", sorted(wanted.elements()), sorted(values.elements())
    if len(found) == len(case["expect"]):
        for target, expected in zip(found, case["expect"], strict=True):
            for field in TARGET_FIELDS:
                yield field, expected.get(field, _UNSAID.get(field)), target.get(field)


_ROLES = {"basis": "basis", "cited": "cited", "planned": "planned_standard"}


def _meta(case: Record) -> Fields:
    text = case["text"]
    record = meta_read(Cleaned(text, text), outline(text)).record()
    for field, expected in case["expect"].items():
        yield field, expected, _said_of(record, field)


def _said_of(record: Record, field: str) -> Any:
    if field in ("region", "region_name"):
        return record["region"] and record["region"]["code" if field == "region" else "name"]
    if field == "period":
        return [record["period"]["start"], record["period"]["end"]]
    if field in _ROLES:
        return [one["title"] for one in record["basis"] if one["role"] == _ROLES[field]]
    if field in ("basis_number", "alias"):
        name = field.removeprefix("basis_")
        return next((one[name] for one in record["basis"] if one.get(name)), None)
    return [one["name"] for one in record["missing"]] if field == "missing" else record.get(field)


def _funding(case: Record) -> Fields:
    text = case["text"]
    tree: Outline = outline(text)
    record = funding_read(tree, meta_read(Cleaned(text, text), tree)).record()
    expected = case["expect"]["rules"]
    yield "rules", len(expected), len(record["rules"])
    if len(expected) == len(record["rules"]):
        for rule, wanted in zip(record["rules"], expected, strict=True):
            yield from _narrowed(rule, wanted)
    for field in case["expect"].keys() - {"rules"}:
        yield field, case["expect"][field], _funded(record, field)


def _demands(case: Record) -> Fields:
    found = [one.record() for one in demands_read(outline(case["text"])).demands]
    expected = case["expect"]["demands"]
    yield "demands", [one["object"] for one in expected], [one["object"] for one in found]
    if len(expected) == len(found):
        for demand, wanted in zip(found, expected, strict=True):
            yield from _narrowed(demand, wanted)


def _funded(record: Record, field: str) -> Any:
    effect, eligible = record["effect"] or {}, record["eligibility"] or {}
    return {
        "effective_from": effect.get("start"), "until": effect.get("until"), "valid_years": effect.get("valid_years"),
        "max_rank": eligible.get("max_rank"), "who": eligible.get("who"),
        "totals": [one["amount_yuan"] for one in record["totals"]],
        "stacking": [one["mode"] for one in record["stacking"]],
        "procedure_owner": (record["procedure"] or {}).get("owner"), "district_duty": record["district_duty"],
    }.get(field)  # fmt: skip


SETS: dict[str, Callable[[Record], Fields]] = {
    "cleaning": _cleaning, "outline": _outline, "duties": _duties, "targets": _targets, "meta": _meta,
    "funding": _funding, "demands": _demands,
}  # fmt: skip
"""The sets, each with the reader that is asked."""
