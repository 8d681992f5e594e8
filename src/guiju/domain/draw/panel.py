"""The draw itself (抽取): an order that follows from the seed, and the panel that order gives under the rules."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from guiju.domain.draw.matching import Seating
from guiju.domain.draw.model import Candidate, Rules
from guiju.domain.language import Words, WordsError

WHY = {
    "recused": Words("本次回避", "recused from this draw"),
    "drafter": Words("与起草单位同单位", "works for a drafting organisation"),
    "avoids": Words("须回避起草单位", "keeps out of a drafting organisation's matters"),
    "load": Words("评审次数已达上限", "has sat on as many panels as the limit allows"),
}


class RulesUnmet(WordsError):
    """No panel meets the rules; `reasons` says of every rule that cannot be met what is wanted and what there is."""

    def __init__(self, reasons: Sequence[Words]) -> None:
        self.reasons = tuple(reasons)
        said = Words("；".join(one.zh for one in reasons) + "。", "; ".join(one.en for one in reasons) + ".")
        message = Words(f"按这些规则抽不出专家组：{said.zh}", f"These rules allow no panel: {said.en}")
        super().__init__(
            "rules", message, Words("请放宽规则或补充名单。", "Ask for less, or list more people."), "rules"
        )


def order_key(*, seed: str, public_value: str, list_sha256: str, code: str) -> str:
    """Where the draw puts somebody: people are taken by this digest, the smallest first."""
    return hashlib.sha256("\n".join((seed, list_sha256, public_value, code)).encode()).hexdigest()


def panel_drawn(
    rules: Rules, candidates: Sequence[Candidate], *, seed: str, public_value: str, list_sha256: str
) -> tuple[str, ...]:
    """The panel (专家组), in the order drawn: of the people in order each is taken with whom it can still be filled.

    Raises `RulesUnmet`.
    """
    able = _able(rules, candidates)
    seating = _seated(rules, candidates, able)

    def key(one: Candidate) -> str:
        return order_key(seed=seed, public_value=public_value, list_sha256=list_sha256, code=one.code)

    panel: list[str] = []
    for one in sorted((one for people in able.values() for one in people), key=key):
        if len(panel) == rules.size:
            break
        if seating.choose(one):
            panel.append(one.code)
    return tuple(panel)


def rules_require(rules: Rules, candidates: Sequence[Candidate]) -> None:
    """Raise `RulesUnmet` where no panel meets the rules, so that it is known before anything is published."""
    _seated(rules, candidates, _able(rules, candidates))


def field_words(field: str) -> Words:
    """A field as messages write it."""
    return Words(f"专业 {field}", f"field {field}") if field else Words("专业不限", "any field")


def _able(rules: Rules, candidates: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    """Those the rules let in, by organisation."""
    able: dict[str, list[Candidate]] = {}
    for one in candidates:
        if not rules.keeps_out(one):
            able.setdefault(one.organisation, []).append(one)
    return able


def _seated(rules: Rules, candidates: Sequence[Candidate], able: Mapping[str, Sequence[Candidate]]) -> Seating:
    seating = Seating(rules.seats, able)
    if seating.short:
        raise RulesUnmet(list(_reasons(rules, candidates, seating)))
    return seating


def _reasons(rules: Rules, candidates: Sequence[Candidate], seating: Seating) -> Iterable[Words]:
    """One reason for each set of fields that compete for too few organisations; who was kept out is told with it."""
    told: set[str] = set()
    for seat in seating.short:
        seats, names = seating.lacking(seat)
        fields = sorted({seating.fields[one] for one in seats})
        if told.issuperset(fields):
            continue
        told.update(fields)
        wanted = sum(rule.wanted for rule in rules.seats if rule.field in fields)
        covering = [one for one in candidates if any(one.covers(field) for field in fields)]
        out = Counter(why for one in covering if (why := rules.keeps_out(one)))
        zh = "、".join(field_words(field).zh for field in fields)
        en = ", ".join(field_words(field).en for field in fields)
        yield Words(
            f"{zh} 需要 {wanted} 人，每单位至多 1 人，可抽的只有 {len(names)} 个单位{_kept_out(len(covering), out).zh}",
            f"{en}: {wanted} wanted, one an organisation at most, but only {len(names)} organisations can send "
            f"somebody{_kept_out(len(covering), out).en}",
        )


def _kept_out(covering: int, out: Mapping[str, int]) -> Words:
    if not out:
        return Words(f"（名单中共 {covering} 人）", f" ({covering} people on the list)")
    zh = "，".join(f"{WHY[why].zh} {count} 人" for why, count in sorted(out.items()))
    en = ", ".join(f"{count} {WHY[why].en}" for why, count in sorted(out.items()))
    return Words(f"（名单中共 {covering} 人，其中{zh}）", f" ({covering} people on the list; of them {en})")
