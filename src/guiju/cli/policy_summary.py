"""A policy on a terminal (政策摘要): what an officer wants to know first, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from guiju.domain.language import Words
from guiju.domain.policy.funding import FundingRule
from guiju.domain.policy.reading import Policy
from guiju.domain.policy.targets import Target
from guiju.domain.policy.tasks import Task

KINDS: dict[str, Words] = {
    "part": Words("部分或章", "parts"), "section": Words("节", "sections"), "item": Words("项", "items"),
    "bullet": Words("分项", "bullets"), "article": Words("条", "articles"), "row": Words("表行", "table rows"),
    "annex": Words("附件或专栏", "annexes or boxes"), "paragraph": Words("另起的段", "paragraphs of their own"),
}  # fmt: skip
_COMPARATORS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "=": "=", "range": ""}
_NOT_SAID = Words("未载明", "not stated")
_LONG = 60


def summary(read: Policy, sections: tuple[str, ...], lang: str) -> str:
    """The parts asked for, or all but the long ones (clean text, repairs)."""
    parts: dict[str, Callable[[Policy, str], Iterator[str]]] = {
        "clean_text": _clean_text, "meta": _meta, "outline": _outline, "tasks": _tasks, "targets": _targets,
        "funding": _funding, "demands": _demands, "repairs": _repairs, "doubts": _doubts,
    }  # fmt: skip
    asked = sections or tuple(name for name in parts if name not in ("clean_text", "repairs"))
    lines = [line for name in parts if name in asked for line in parts[name](read, lang)]
    if not sections:
        lines.append(_repaired(read, lang))
    return "\n".join(lines)


def _pick(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


def _clean_text(read: Policy, lang: str) -> Iterator[str]:
    yield read.cleaned.text


def _meta(read: Policy, lang: str) -> Iterator[str]:
    meta, none = read.meta, _NOT_SAID.pick(lang)
    yield meta.title or none
    period = "–".join(str(year) for year in (meta.period.start, meta.period.end) if year) or none
    place = f"{meta.region.full_name} ({meta.region.code})" if meta.region else none
    year = meta.issued_year_from_number
    inferred = _pick(lang, f"{year} 年(据发文字号)", f"{year} (from its number)") if year else none
    issued = meta.issued_date or inferred
    status = {"draft": Words("征求意见或草案", "draft"), "final": Words("正式", "final")}[meta.status].pick(lang)
    for zh, en, value in (
        ("发布机关", "issued by", "、".join(meta.issuing_bodies) or none),
        ("发文字号", "number", meta.document_number or none),
        ("成文日期", "issued on", issued),
        ("适用地区", "region", place),
        ("规划期", "period", period),
        ("性质", "status", status),
    ):
        yield f"  {_pick(lang, zh, en)}  {value}"
    if meta.cut:
        yield _pick(lang, f"  文本不完整:{meta.cut.where}", f"  The text breaks off: {meta.cut.where}")


def _outline(read: Policy, lang: str) -> Iterator[str]:
    counts = Counter(clause.kind for clause in read.outline.walk())
    said = ", ".join(f"{counts[kind]} {words.pick(lang)}" for kind, words in KINDS.items() if counts[kind])  # type: ignore[index]
    yield f"\n{_pick(lang, '结构', 'Outline')}  {said}"
    for clause in read.outline.clauses:
        yield f"  {clause.number or '·'}  {_short(clause.title or clause.text)}"


def _tasks(read: Policy, lang: str) -> Iterator[str]:
    yield f"\n{_pick(lang, '任务', 'Tasks')}  {len(read.tasks)}"
    shared = Counter(task.clause for task in read.tasks)
    for task in read.tasks:
        own = task.title if shared[task.clause] == 1 else None
        yield f"  {task.id}  {_short(own or task.text)}"
        said = _duty(task, lang)
        if said:
            yield f"      {said}"


def _duty(task: Task, lang: str) -> str:
    parts = []
    etc = _pick(lang, "等", " and others") if task.duty.etc else ""
    if task.duty.lead:
        last = "" if task.duty.participants else etc
        parts.append(_pick(lang, "牵头 ", "lead ") + "、".join(task.duty.lead) + last)
    if task.duty.participants:
        parts.append(_pick(lang, "参与 ", "with ") + "、".join(task.duty.participants) + etc)
    if task.local_governments == "general rule":
        parts.append(_pick(lang, "地方人民政府(通则)", "local governments (general rule)"))
    if task.due:
        parts.append(_pick(lang, "期限 ", "due ") + task.due.verbatim)
    return "; ".join(parts)


def _targets(read: Policy, lang: str) -> Iterator[str]:
    yield f"\n{_pick(lang, '目标', 'Targets')}  {len(read.targets)}"
    for target in read.targets:
        yield f"  {target.id}  {_amount(target)}  {_short(target.span)}"


def _amount(target: Target) -> str:
    due = f" @{target.due}" if target.due else ""
    if target.value is None:
        return f"—{due}"
    upper = f"–{target.value_to}" if target.value_to is not None else ""
    per = f"/{target.per}" if target.per else ""
    return f"{_COMPARATORS.get(target.comparator or '', '')}{target.value}{upper}{target.unit or ''}{per}{due}"


def _funding(read: Policy, lang: str) -> Iterator[str]:
    funding = read.funding
    if not funding.rules:
        return
    yield f"\n{_pick(lang, '资金', 'Funding')}  {len(funding.rules)}"
    for rule in funding.rules:
        yield f"  {_granted(rule)}  {_short(rule.subject or rule.for_what or rule.verbatim)}"
    if funding.truncated:
        yield _pick(lang, "  规则在此处中断,其后缺失", "  The rules break off here")


def _granted(rule: FundingRule) -> str:
    """The amount, share or split of a rule, short."""
    if rule.amount_yuan is not None:
        low = f"{rule.amount_from:,}–" if rule.amount_from is not None else ""
        per = f"/{rule.per}" if rule.per else ""
        return f"{'≤' if rule.at_most else '≥' if rule.at_least else ''}{low}{rule.amount_yuan:,}元{per}"
    return f"{rule.basis or ''}×{rule.share}" if rule.share else (rule.split or "—")


def _demands(read: Policy, lang: str) -> Iterator[str]:
    demands = read.demands.demands
    yield f"\n{_pick(lang, '要求建立或完善的事项', 'Ordered to exist or to be bettered')}  {len(demands)}"
    for demand in demands:
        yield f"  {demand.where}  {demand.verb} {_short(demand.object)}"


def _doubts(read: Policy, lang: str) -> Iterator[str]:
    yield f"\n{_pick(lang, '存疑', 'Doubts')}  {len(read.doubts)}"
    for doubt in read.doubts:
        yield f"  {doubt.start}  {_short(read.cleaned.text[doubt.start : doubt.end])}  {doubt.why.pick(lang)}"


def _repairs(read: Policy, lang: str) -> Iterator[str]:
    yield f"\n{_repaired(read, lang)}"
    for repair in read.cleaned.repairs:
        sure = "" if repair.certain else _pick(lang, " (不确定)", " (not certain)")
        yield f"  {repair.at}  {_short(repair.old)} → {_short(repair.new)}  {repair.why.pick(lang)}{sure}"


def _repaired(read: Policy, lang: str) -> str:
    unsure = sum(not repair.certain for repair in read.cleaned.repairs)
    count = len(read.cleaned.repairs)
    return _pick(lang, f"修补  {count} 处,其中 {unsure} 处不确定", f"Repairs  {count}, {unsure} of them not certain")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONG else plain[: _LONG - 1] + "…"
