"""What to do about a verdict (处理建议), by verdict and by what the document is for."""

from __future__ import annotations

from collections.abc import Sequence

from guiju.domain.language import Words
from guiju.domain.validity.words import DocumentUse, Verdict

_STANDARD, _REPORT, _CONTRACT = DocumentUse.STANDARD, DocumentUse.REPORT, DocumentUse.CONTRACT

# (verdict, use): what to do; use None is every other one. {to} are successors, candidates or the suggestion.
ADVICE: dict[tuple[Verdict, DocumentUse | None], Words] = {
    (Verdict.IN_FORCE, None): Words("可以使用。", "It may be used."),
    (Verdict.IN_FORCE_TO_BE_REPLACED, None): Words(
        "目前可以使用；过渡期满后改用 {to}。", "It may be used now; move to {to} when the transition ends."
    ),
    (Verdict.IN_FORCE_TO_BE_REPLACED, _REPORT): Words(
        "过渡期内出具的可用；提前做好 {to} 的方法验证和资质变更。",
        "It may be used until the transition ends; prepare method verification for {to} in time.",
    ),
    (Verdict.IN_FORCE_TO_BE_REPLACED, _CONTRACT): Words(
        "履约期若跨过过渡期，请写明届时是否改为 {to}。",
        "If performance runs past the transition, state whether {to} then applies.",
    ),
    (Verdict.UPCOMING, None): Words(
        "已发布、尚未实施；实施之前请仍用现行版。",
        "Published but not yet in effect; use the edition in force until then.",
    ),
    (Verdict.UPCOMING, _STANDARD): Words(
        "已发布、尚未实施；可以引用，请核对两者的实施日期。",
        "Published but not yet in effect; it may be cited, but compare the days of effect.",
    ),
    (Verdict.REPLACED, None): Words(
        "请改用 {to}，并核对技术内容的变化。", "Use {to} instead and check what has changed."
    ),
    (Verdict.REPLACED, _STANDARD): Words(
        "注日期引用仍指这一版；修订时考虑改引 {to}。",
        "A dated reference stays bound to this edition; consider citing {to} at the next revision.",
    ),
    (Verdict.REPLACED, _REPORT): Words(
        "不应再用作现行依据；请改用 {to}，并确认方法验证和资质范围。",
        "It should no longer serve as a current basis; use {to} and confirm verification and scope.",
    ),
    (Verdict.REPLACED, _CONTRACT): Words(
        "请改为 {to}；确需沿用旧版的，应在文件中写明。",
        "Change it to {to}; if the old edition is meant, the document should say so.",
    ),
    (Verdict.PARTLY_REPLACED, None): Words(
        "其余部分仍有效；被代替的部分请用 {to}。", "The rest stays in force; for the replaced part use {to}."
    ),
    (Verdict.WITHDRAWN, None): Words(
        "已废止，没有代替标准；请另选依据。", "It is withdrawn without a successor; choose another basis."
    ),
    (Verdict.WITHDRAWN, _STANDARD): Words(
        "已废止，没有代替标准；请确认所引条款是否仍需要。",
        "It is withdrawn without a successor; check whether the cited clauses are still needed.",
    ),
    (Verdict.WITHDRAWN_SUCCESSOR_UNKNOWN, None): Words(
        "来源称已废止，未写明由谁代替；请查公告{candidates}。",
        "A source says it is withdrawn and names no successor; look up the announcement{candidates}.",
    ),
    (Verdict.RENUMBERED, None): Words(
        "编号或性质已改，请改写为 {to}。", "Its number or nature has changed; write {to}."
    ),
    (Verdict.YEAR_MISSING, None): Words("请补上年号{candidates}。", "Add the year{candidates}."),
    (Verdict.YEAR_MISSING, _STANDARD): Words(
        "不注日期引用，其最新版本适用{candidates}。", "An undated reference: the latest edition applies{candidates}."
    ),
    (Verdict.YEAR_MISSING, _REPORT): Words(
        "报告和证书应写明年号，请按实际所用版本补上{candidates}。",
        "A report or certificate must name the edition used; add its year{candidates}.",
    ),
    (Verdict.YEAR_MISSING, _CONTRACT): Words(
        "请写明年号，以免对适用版本有争议{candidates}。",
        "State the year, lest the parties differ on the edition{candidates}.",
    ),
    (Verdict.NOT_IN_CATALOGUE, None): Words(
        "本库没有这一版，不等于它已失效；请到发布机构核实{candidates}。",
        "Our catalogue lacks this edition, which does not mean it is void; ask its publisher{candidates}.",
    ),
    (Verdict.MALFORMED, None): Words(
        "编号写法有误，请核对原文。", "The number is malformed; check it against the source."
    ),
    (Verdict.UNKNOWN, None): Words(
        "现有依据不足以判断这一天的状态，请到发布机构核实{candidates}。",
        "The evidence does not settle its status on this day; ask its publisher{candidates}.",
    ),
    (Verdict.DRAFT, None): Words(
        "尚未发布，不能作为依据。", "It is not published yet and cannot serve as a basis."
    ),
}  # fmt: skip

# The same, when there is nothing to name.
_BARE: dict[Verdict, Words] = {
    Verdict.REPLACED: Words(
        "来源称已被代替，未写明新版；请查公告{candidates}。",
        "A source says it is replaced and names no successor; look up the announcement{candidates}.",
    ),
    Verdict.PARTLY_REPLACED: Words(
        "部分内容已被代替或废止，范围见依据；其余部分仍有效。",
        "Part of it is replaced or withdrawn, as the evidence says; the rest stays in force.",
    ),
    Verdict.RENUMBERED: Words(
        "编号或性质已改，来源未写明新编号；请查公告。",
        "Its number or nature has changed and the source gives no new number; look up the announcement.",
    ),
    Verdict.IN_FORCE_TO_BE_REPLACED: Words(
        "目前可以使用，新版即将代替它。", "It may be used now; a new edition will replace it."
    ),
}
_SUGGESTED = Words("是否为 {to}？请核对原文{candidates}。", "Is it {to}? Check it against the source{candidates}.")
_MEANT = Words(
    "经核实应为 {to}，请改写编号。对 {to}：{rest}", "It was found to mean {to}; correct the number. For {to}: {rest}"
)
_MANY = 3


def advise(
    verdict: Verdict,
    use: DocumentUse,
    *,
    successors: Sequence[str] = (),
    candidates: Sequence[str] = (),
    suggestion: str = "",
) -> Words:
    """The advice, with the numbers to use named in it."""
    if suggestion and verdict in (Verdict.MALFORMED, Verdict.NOT_IN_CATALOGUE):
        return _fill(_SUGGESTED, (suggestion,), candidates if verdict is Verdict.MALFORMED else ())
    words = ADVICE.get((verdict, use)) or ADVICE[verdict, None]
    if not successors and "{to}" in words.zh:
        words = _BARE[verdict]
    return _fill(words, successors, candidates)


def advise_instead(meant: str, advice: Words) -> Words:
    """The advice on a number that was found to stand for another one: to write that one, and what holds for it."""
    return Words(_MEANT.zh.format(to=meant, rest=advice.zh), _MEANT.en.format(to=meant, rest=advice.en))


def _fill(words: Words, to: Sequence[str], candidates: Sequence[str]) -> Words:
    zh, en = _listed(candidates, "、", " 等"), _listed(candidates, ", ", " and others")
    return Words(
        words.zh.format(to=_listed(to, "、", " 等"), candidates=f"（本库有 {zh}）" if zh else ""),
        words.en.format(to=_listed(to, ", ", " and others"), candidates=f" (we hold {en})" if en else ""),
    )


def _listed(numbers: Sequence[str], between: str, more: str) -> str:
    return between.join(numbers[:_MANY]) + (more if len(numbers) > _MANY else "")
