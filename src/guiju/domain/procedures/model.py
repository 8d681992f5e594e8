"""What a declared procedure is made of (程序的组成)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from guiju.domain.calendar import Basis, Limit, Period
from guiju.domain.language import Words

# Who may act in a case (办理角色). `applicant` is whoever the case belongs to; `clock` is the program itself.
APPLICANT, CLOCK = "applicant", "clock"
ROLES: dict[str, Words] = {
    APPLICANT: Words("申请单位", "applicant"),
    "public": Words("公众", "the public"),
    "enterprise": Words("企业", "enterprise"),
    "association": Words("社会团体", "association"),
    "laboratory": Words("检验检测机构", "laboratory"),
    "institute": Words("标准化研究机构", "institute"),
    "secretariat": Words("秘书处", "secretariat"),
    "expert": Words("专家", "expert"),
    "officer": Words("主管单位", "officer"),
    "handler": Words("经办人", "handler"),
    "reviewer": Words("审核人", "reviewer"),
    "signer": Words("签发人", "signer"),
    "inspector": Words("检查人员", "inspector"),
    "evaluator": Words("第三方评估", "evaluator"),
    CLOCK: Words("系统（按期限）", "the clock"),
}
APPLICANTS = ("public", "enterprise", "association", "laboratory", "institute", "secretariat")
FUNCTIONS = ("handler", "reviewer", "signer")
NAMED = ("expert", "evaluator")

# What a move means for the case (动作的种类).
KINDS: dict[str, Words] = {
    "forward": Words("推进", "forward"),
    "completion": Words("一次性告知补正", "request for completion"),
    "return": Words("退回", "return"),
    "refuse": Words("不予通过", "refusal"),
    "suspend": Words("中止", "suspension"),
    "resume": Words("恢复", "resumption"),
    "withdraw": Words("撤回", "withdrawal"),
    "escalate": Words("报上级", "escalation"),
}
TURNS = ("forward", "completion", "return", "refuse", "resume")
ENDS: dict[str, Words] = {
    "granted": Words("办结", "done"),
    "refused": Words("不予通过", "refused"),
    "withdrawn": Words("已撤回", "withdrawn"),
    "lapsed": Words("逾期终止", "lapsed"),
}
BACK = "back"


class Field(NamedTuple):
    """A fact about the case that a move asks for or depends on (事项字段)."""

    code: str
    words: Words
    type: str
    unit: Words
    choices: Mapping[str, Words]


class Document(NamedTuple):
    """A kind of document of the case (材料): who brings it; `form` names the Word template it is printed from."""

    code: str
    words: Words
    by: tuple[str, ...]
    form: str
    public: bool


class Condition(NamedTuple):
    """A condition on a field (条件): what it must be, and its own words where the usual ones will not do."""

    field: str
    test: str
    value: object
    words: Words


class Opinions(NamedTuple):
    """Opinions that arrive side by side (并行意见): whose, how many at least, what they may say."""

    by: str
    least: int
    says: Mapping[str, Words]


class Stage(NamedTuple):
    """A stage (环节). `ends` is an outcome of `ENDS` or empty; `stops`: the clock stands still here."""

    code: str
    words: Words
    ends: str
    stops: bool
    side: bool
    turn: tuple[str, ...]
    opinions: Opinions | None


class Move(NamedTuple):
    """A move (动作): from where to where, who may, on which documents, conditions, deadlines, by which article.

    `target` may be "back": the stage from which the present one was entered. `after` names deadlines that must be over
    before. `asks` are fields filled in with it, `note` means that a reason must be given.
    """

    code: str
    words: Words
    kind: str
    sources: tuple[str, ...]
    target: str
    who: tuple[str, ...]
    documents: tuple[str, ...]
    conditions: tuple[Condition, ...]
    asks: tuple[str, ...]
    note: bool
    at_most: int
    after: tuple[str, ...]
    opinions: bool
    basis: Basis


class Deadline(NamedTuple):
    """A deadline (期限): its length or limit of law, the event it runs from, the stages it applies in, its article.

    `least`: it must last that long rather than end by then. `unstopped`: it runs on where the clock stands still, as
    the days for handing in what is missing. `escalates` is who is told when it is over; `move` is made
    by the clock when it is. `warn`: so many days before, those whose turn it is are reminded.
    """

    code: str
    words: Words
    period: Period | None
    limit: str
    event: tuple[str, str]
    stages: tuple[str, ...]
    least: bool
    unstopped: bool
    basis: Basis
    warn: tuple[int, ...]
    escalates: str
    move: str


class Apart(NamedTuple):
    """Roles that one person may not both act in within a case (岗位分离), in these stages (empty: anywhere)."""

    roles: tuple[str, ...]
    stages: tuple[str, ...]


class Migration(NamedTuple):
    """How cases that run under older versions come over (在办事项的过渡): stages by their new names."""

    versions: tuple[int, ...]
    stages: Mapping[str, str]


class Procedure(NamedTuple):
    """A declared procedure (办事程序) of one version."""

    code: str
    version: int
    begins_on: date
    words: Words
    purpose: Words
    object: Words
    applicants: tuple[str, ...]
    begins: str
    stages: Mapping[str, Stage]
    moves: Mapping[str, Move]
    deadlines: Mapping[str, Deadline]
    documents: Mapping[str, Document]
    fields: Mapping[str, Field]
    apart: tuple[Apart, ...]
    migration: Migration | None
    limits: Mapping[str, tuple[Limit, ...]]

    def leaving(self, stage: str) -> list[Move]:
        """The moves there are from a stage, in the order of the declaration."""
        return [move for move in self.moves.values() if stage in move.sources]

    def targets(self, move: Move, stage: str) -> tuple[str, ...]:
        """Where a move made in a stage can lead: one stage, or for "back" those from which the stage is entered."""
        if move.target != BACK:
            return (move.target,)
        entering = [m for m in self.moves.values() if m.target == stage]
        return tuple(dict.fromkeys(source for m in entering for source in m.sources if source != stage))

    @property
    def amending(self) -> frozenset[str]:
        """The stages in which the applicant works on what was or will be handed in: the first, those of completion, and
        the end of whoever withdrew."""
        asked = {move.target for move in self.moves.values() if move.kind == "completion" and move.target != BACK}
        gone = {stage.code for stage in self.stages.values() if stage.ends == "withdrawn"}
        return frozenset({self.begins, *asked, *gone})

    def whose_turn(self, stage: str) -> tuple[str, ...]:
        """The roles for whom the stage waits."""
        declared = self.stages[stage]
        if declared.turn or declared.ends:
            return declared.turn
        who = (role for move in self.leaving(stage) if move.kind in TURNS for role in move.who if role != CLOCK)
        return tuple(dict.fromkeys(who))
