"""Why a move may not be made (不能办理的原因), in words that say what would help."""

from __future__ import annotations

from datetime import date

from guiju.domain.language import Words
from guiju.domain.procedures.clocks import Clock
from guiju.domain.procedures.model import ROLES, Deadline, Document, Field, Move, Opinions, Procedure


def not_here(procedure: Procedure, stage: str) -> Words:
    """The move does not start from this stage."""
    words = procedure.stages[stage].words
    return Words(f"事项现在处于“{words.zh}”，没有这个动作", f"the case is at “{words.en}”, where there is no such move")


def wrong_role(move: Move) -> Words:
    """Somebody else's move."""
    zh, en = "、".join(ROLES[role].zh for role in move.who), " or ".join(ROLES[role].en for role in move.who)
    return Words(f"由{zh}办理", f"this is for the {en}")


def too_often(move: Move) -> Words:
    """A move that may be made so many times only."""
    if move.kind == "completion":
        return Words("补正只能一次性告知，已经告知过", "what is missing may be asked for once only, and has been")
    return Words(f"最多办理{move.at_most}次，已经用完", f"this may be done {move.at_most} times only, and has been")


def too_early(since: date) -> Words:
    """A move dated before the case came where it is."""
    return Words(f"日期早于上一步（{since.isoformat()}）", f"the day is before the last step ({since.isoformat()})")


def needs_document(document: Document) -> Words:
    """A document is not there."""
    return Words(f"缺少材料“{document.words.zh}”", f"the document “{document.words.en}” is missing")


def needs_note() -> Words:
    """A reason must be given."""
    return Words("请写明理由", "say why")


def needs_field(field: Field) -> Words:
    """A field is not filled in, or not with what it takes."""
    return Words(f"请填写“{field.words.zh}”", f"fill in “{field.words.en}”")


def not_over(deadline: Deadline, clock: Clock | None) -> Words:
    """A period that must be over first."""
    day = clock.day if clock is not None else None
    if day is None:
        return Words(f"“{deadline.words.zh}”尚未届满", f"“{deadline.words.en}” is not over")
    return Words(
        f"“{deadline.words.zh}”到{day.isoformat()}才届满", f"“{deadline.words.en}” lasts until {day.isoformat()}"
    )


def too_few_asked(opinions: Opinions, asked: int) -> Words:
    """Not enough people have been asked."""
    who = ROLES[opinions.by]
    return Words(
        f"至少征求{opinions.least}位{who.zh}的意见，已征求{asked}位",
        f"at least {opinions.least} opinions ({who.en}) are to be asked for; {asked} are",
    )


def opinions_missing(opinions: Opinions, asked: int, missing: int) -> Words:
    """Some of those asked have not answered."""
    who = ROLES[opinions.by]
    return Words(
        f"{asked}位{who.zh}中还有{missing}位没有提交意见", f"{missing} of {asked} opinions ({who.en}) have not arrived"
    )


def kept_apart(before: str, now: str) -> Words:
    """The same person in two roles that are kept apart."""
    one, other = ROLES[before], ROLES[now]
    return Words(
        f"您已作为{one.zh}办理过本事项，不能再作为{other.zh}办理",
        f"you have acted as {one.en} in this case and may not act as {other.en}",
    )


def no_opinions(procedure: Procedure, stage: str) -> Words:
    """Nobody is asked for an opinion at this stage."""
    words = procedure.stages[stage].words
    return Words(f"“{words.zh}”环节不征求意见", f"no opinions are asked for at “{words.en}”")


def not_asked() -> Words:
    """Somebody who was not asked."""
    return Words("没有请您对本事项提意见", "you have not been asked about this case")


def answered() -> Words:
    """Somebody who has said it already."""
    return Words("您的意见已经提交", "your opinion has been given")


def says_unknown(opinions: Opinions) -> Words:
    """An opinion that is none of those there are."""
    zh, en = "、".join(w.zh for w in opinions.says.values()), ", ".join(w.en for w in opinions.says.values())
    return Words(f"意见应为：{zh}", f"the opinion is one of: {en}")
