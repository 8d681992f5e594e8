"""A verdict as sentences (结论表述): the same words on the page, in a Word comment, in a cell and in the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from guiju.domain.language import Words
from guiju.domain.validity.words import FLAG_WORDS, VERDICT_WORDS, Flag, Verdict

Tone = Literal["good", "soon", "warn", "bad", "mute", "none"]

TONES: dict[Verdict, Tone] = {
    Verdict.IN_FORCE: "good",
    Verdict.IN_FORCE_TO_BE_REPLACED: "soon",
    Verdict.UPCOMING: "soon",
    Verdict.DRAFT: "soon",
    Verdict.PARTLY_REPLACED: "warn",
    Verdict.RENUMBERED: "warn",
    Verdict.YEAR_MISSING: "warn",
    Verdict.REPLACED: "bad",
    Verdict.WITHDRAWN: "bad",
    Verdict.WITHDRAWN_SUCCESSOR_UNKNOWN: "bad",
    Verdict.MALFORMED: "bad",
    Verdict.NOT_IN_CATALOGUE: "none",
    Verdict.UNKNOWN: "none",
}
_GRAVITY: tuple[Tone, ...] = ("bad", "warn", "none", "soon", "mute", "good")

_SUCCESSORS = Words("代替为 {numbers}", "now {numbers}")
_CANDIDATES = Words("可能是 {numbers}", "may be {numbers}")
_ALSO_HELD = Words("本库另有 {numbers}", "we also hold {numbers}")
_SUGGESTION = Words("应为 {number}？", "should it be {number}?")
_SAID_ON = Words("{fact}（来源：{source}，{day}）", "{fact} (source: {source}, {day})")
_UNDATED = Words("{fact}（来源：{source}，日期不详）", "{fact} (source: {source}, day not stated)")
_MOST_NAMED = 4

Member = Mapping[str, Any]


def verdict_word(member: Member, lang: str) -> str:
    """The verdict in one word (现行, 被代替 …)."""
    return VERDICT_WORDS[Verdict(member["verdict"])].pick(lang)


def flag_words(member: Member, lang: str) -> list[str]:
    """The flags in words."""
    return [FLAG_WORDS[Flag(flag)].pick(lang) for flag in member["flags"]]


def where_to(member: Member, lang: str) -> str:
    """Where the reader should go: successors, candidates or the nearest well-formed number; "" when there is none."""
    if member["successors"]:
        return _SUCCESSORS.pick(lang, numbers=_listed(member["successors"], lang))
    if member["suggestion"]:
        return _SUGGESTION.pick(lang, number=member["suggestion"])
    if member["candidates"]:
        return candidates_lead(member).pick(lang, numbers=_listed(member["candidates"], lang))
    return ""


def candidates_lead(member: Member) -> Words:
    """What the candidates are: readings of a number that leaves open which edition it means, or other editions."""
    unsettled = member["verdict"] in (Verdict.YEAR_MISSING, Verdict.MALFORMED)
    return _CANDIDATES if unsettled else _ALSO_HELD


def evidence_lines(member: Member, lang: str) -> list[str]:
    """Each piece of evidence with its source and day."""
    return [
        (_SAID_ON if item["said_on"] else _UNDATED).pick(
            lang, fact=item["fact"][_key(lang)], source=item["source"], day=item["said_on"]
        )
        for item in member["evidence"]
    ]


def numbers_to(member: Member, lang: str) -> str:
    """The numbers alone that `where_to` names."""
    numbers = member["successors"] or ([member["suggestion"]] if member["suggestion"] else member["candidates"])
    return _listed(numbers, lang) if numbers else ""


def remark(member: Member, lang: str) -> str:
    """What is to be said beside verdict and successor, in lines: flags, advice, evidence."""
    parts = ("；".join(flag_words(member, lang)), member["advice"][_key(lang)])
    return "\n".join([*(part for part in parts if part), *evidence_lines(member, lang)])


def tone(members: list[Any]) -> Tone:
    """The gravest tone among the members of a citation."""
    tones = {TONES[Verdict(member["verdict"])] for member in members}
    return next(tone for tone in _GRAVITY if tone in tones)


def _key(lang: str) -> str:
    return "zh" if lang.startswith("zh") else "en"


def _listed(numbers: list[str], lang: str) -> str:
    shown = numbers[:_MOST_NAMED]
    text = ("、" if lang.startswith("zh") else ", ").join(shown)
    if len(numbers) > len(shown):
        text += f" 等 {len(numbers)} 项" if lang.startswith("zh") else f" and {len(numbers) - len(shown)} more"
    return text
