"""Is a published draw what it says (复核): every digest and the whole draw are computed anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from guiju.domain.draw.panel import RulesUnmet
from guiju.domain.draw.reading import DrawFile
from guiju.domain.draw.writing import LISTED, commitment_of, list_digest, outcome_of
from guiju.domain.language import Words

Part = Literal["list", "commitment", "public_value", "earlier", "outcome"]
_SHOWN = 20


class Finding(NamedTuple):
    """Something that does not hold: which part, and what is wrong with it."""

    part: Part
    words: Words


def draw_check(file: DrawFile, earlier: DrawFile | None = None) -> list[Finding]:
    """What does not hold in a file; nothing when all does. `earlier`: the announcement as it was published before."""
    found = list(_digests(file))
    if earlier is not None:
        found += _against(file, earlier)
    if file.is_result:
        found += _outcome(file)
    return found


def _digests(file: DrawFile) -> Iterator[Finding]:
    data = file.data
    if list_digest(data) != data["list_sha256"]:
        yield Finding("list", Words(
            "名单、规则或事由与名单摘要不符：公布之后改动过，或者摘要改动过。",
            "List, rules or purpose do not fit the list hash: one of them was changed after publication.",
        ))  # fmt: skip
    if file.is_result and commitment_of(seed=data["seed"], list_sha256=data["list_sha256"]) != data["commitment"]:
        yield Finding("commitment", Words(
            "种子与承诺值不符：这不是抽取之前承诺的种子，或者承诺的是另一份名单。",
            "The seed does not fit the commitment: it is another seed, or it was committed for another list.",
        ))  # fmt: skip

    if file.is_result and bool(data["public_source"]) != bool(data["public_value"]):
        yield Finding("public_value", Words(
            "公告写明了公开数值的来源就应有数值，没有写明就不应有。",
            "There should be a public value just when the announcement says where it comes from.",
        ))  # fmt: skip


def _against(file: DrawFile, earlier: DrawFile) -> Iterator[Finding]:
    """What differs from the announcement published before."""
    for name in (*(name for name in LISTED if name not in ("rules", "candidates")), "list_sha256", "commitment"):
        before, after = earlier.data[name], file.data[name]
        if before != after:
            yield _differs(Words(name, name), before, after)
    for name, before in earlier.data["rules"].items():
        if before != file.data["rules"][name]:
            yield _differs(Words(f"规则 {name}", f"rule {name}"), before, file.data["rules"][name])
    old = {row["code"]: row for row in earlier.data["candidates"]}
    new = {row["code"]: row for row in file.data["candidates"]}
    if gone := sorted(old.keys() - new.keys()):
        yield Finding("earlier", Words(f"名单中少了 {_some(gone)}。", f"Missing from the list: {_some(gone)}."))
    if come := sorted(new.keys() - old.keys()):
        yield Finding("earlier", Words(f"名单中多了 {_some(come)}。", f"Added to the list: {_some(come)}."))
    if other := sorted(code for code in old.keys() & new.keys() if old[code] != new[code]):
        text = _some(other)
        yield Finding("earlier", Words(f"名单中改了 {text}。", f"Changed on the list: {text}."))


def _outcome(file: DrawFile) -> Iterator[Finding]:
    data, said = file.data, file.data["outcome"]
    try:
        again = outcome_of(
            file.told, seed=data["seed"], public_value=data["public_value"], list_sha256=data["list_sha256"]
        )
    except RulesUnmet as error:
        yield Finding("outcome", error.message)
        return
    if said["panel"] != again["panel"] and sorted(said["panel"]) == sorted(again["panel"]):
        yield Finding(
            "outcome", Words("专家组的次序与重算不同。", "The panel stands in another order than drawn anew.")
        )
    if extra := _without(said["panel"], again["panel"]):
        yield Finding("outcome", Words(
            f"结果写有 {_some(extra)}，重算没有抽到。", f"The result names {_some(extra)}, who are not drawn anew."
        ))  # fmt: skip
    if lost := _without(again["panel"], said["panel"]):
        yield Finding("outcome", Words(
            f"重算抽到 {_some(lost)}，结果没有写。", f"Drawn anew are {_some(lost)}, whom the result does not name."
        ))  # fmt: skip
    if said["kept_out"] != again["kept_out"]:
        rows = sorted({row["code"] for row in _both_ways(said["kept_out"], again["kept_out"])})
        yield Finding("outcome", Words(
            f"被规则排除的人或其次序与重算不同：{_some(rows)}。",
            f"Those kept out by the rules, or their order, are not as computed anew: {_some(rows)}.",
        ))  # fmt: skip


def _without(some: Sequence[str], others: Sequence[str]) -> list[str]:
    return [one for one in some if one not in others]


def _both_ways(one: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [row for row in one if row not in other] + [row for row in other if row not in one]


def _differs(name: Words, before: Any, after: Any) -> Finding:
    zh = f"{name.zh} 与公告不同：公告 {_short(before)}，现为 {_short(after)}。"
    return Finding("earlier", Words(zh, f"{name.en} is not as announced: {_short(before)} then, {_short(after)} now."))


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:79] + "…"


def _some(codes: Sequence[str]) -> str:
    more = f" … ({len(codes)})" if len(codes) > _SHOWN else ""
    return ", ".join(codes[:_SHOWN]) + more
