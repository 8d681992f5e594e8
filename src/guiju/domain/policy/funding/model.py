"""What a policy pays, to whom and for what (资助奖励规则), as data with the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from guiju.domain.policy.model import Doubt


class FundingRule(NamedTuple):
    """One rule (规则): an amount in yuan or a share of something, for something, in words of the text.

    `kind` is the word of the text (奖励, 资助, 补助 …), or `cap` (a limit over several grants), or `budget` (money
    set aside). `subject` is what the amount stands beside, `who` receives it, `role` and `level` as printed. `cap_yuan`
    is the limit of a share. None means: not said.
    """

    kind: str
    subject: str | None
    who: str | None
    for_what: str | None
    level: str | None
    role: str | None
    amount_yuan: int | None
    amount_from: int | None
    share: str | None
    basis: str | None
    split: str | None
    at_most: bool
    at_least: bool
    cap_yuan: int | None
    per: str | None
    one_off: bool
    conditions: str | None
    truncated: bool
    where: str
    verbatim: str
    at: tuple[int, int]

    def record(self) -> dict[str, Any]:
        """The rule as Policy JSON writes it."""
        return self._asdict() | {"at": list(self.at)}


class Total(NamedTuple):
    """The whole sum for one level of standards (总额度)."""

    level: str
    amount_yuan: int
    verbatim: str


class Case(NamedTuple):
    """How a sum is shared out by the ranks of the drafting units (按排名分配): shares as fractions."""

    case: str
    condition: str
    verbatim: str | None
    rank1_share: str
    ranks2_5_pool: str
    split: str | None
    truncated: bool
    expected_completion: str | None
    note: str | None = None

    def record(self) -> dict[str, Any]:
        """The case as Policy JSON writes it; what is not cut off says nothing of it."""
        record = self._asdict()
        if self.note is None:
            del record["note"]
        if not self.truncated:
            del record["truncated"], record["expected_completion"]
        return record


class Eligibility(NamedTuple):
    """Who may receive (资助对象): kinds of units, role, lowest rank, verb."""

    text: str
    who: tuple[str, ...]
    role: str | None
    max_rank: int | None
    verb: str | None
    at: int

    def record(self) -> dict[str, Any]:
        """As Policy JSON writes it."""
        return self._asdict() | {"who": list(self.who)}


class Stacking(NamedTuple):
    """Whether several grants may be had at once (叠加规则): highest_only, no_duplicates or cumulative."""

    mode: str
    verbatim: str
    at: tuple[int, int]


class Effect(NamedTuple):
    """From when and for how long the rules hold (施行日期、有效期); `start` is a date or, as printed, 印发之日."""

    start: str | None
    until: str | None
    valid_years: int | None
    verbatim: str
    at: tuple[int, int]


class Truncation(NamedTuple):
    """What a text that stops inside its rules no longer says (截断)."""

    last_words: str
    certain_completion: str | None
    lost: tuple[str, ...]
    known_but_unfunded_here: tuple[str, ...]

    def record(self) -> dict[str, Any]:
        """As Policy JSON writes it."""
        return self._asdict() | {
            "lost": list(self.lost),
            "known_but_unfunded_here": list(self.known_but_unfunded_here),
        }


@dataclass(frozen=True, slots=True)
class FundingRead:
    """All that a policy says about its money (资金规则)."""

    rules: tuple[FundingRule, ...] = ()
    document_number: str | None = None
    location: str | None = None
    fund: str | None = None
    procedure: tuple[str, str | None] | None = None
    district_duty: str | None = None
    eligibility: Eligibility | None = None
    totals: tuple[Total, ...] = ()
    totals_text: str | None = None
    cases: tuple[Case, ...] = ()
    stacking: tuple[Stacking, ...] = ()
    effect: Effect | None = None
    truncation: Truncation | None = None
    doubts: tuple[Doubt, ...] = field(default=(), repr=False)

    @property
    def truncated(self) -> bool:
        """Whether the text stops inside its rules."""
        return self.truncation is not None

    def record(self) -> dict[str, Any]:
        """The rules as Policy JSON writes them."""
        cut = self.truncation
        return {
            "document_number": self.document_number, "location": self.location, "fund": self.fund,
            "procedure": {"text": self.procedure[0], "owner": self.procedure[1]} if self.procedure else None,
            "district_duty": self.district_duty,
            "eligibility": self.eligibility.record() if self.eligibility else None,
            "totals": [total._asdict() for total in self.totals], "totals_text": self.totals_text,
            "cases": [case.record() for case in self.cases], "rules": [rule.record() for rule in self.rules],
            "stacking": [one._asdict() | {"at": list(one.at)} for one in self.stacking],
            "effect": self.effect._asdict() | {"at": list(self.effect.at)} if self.effect else None,
            "truncated": self.truncated,
            "truncation": cut.record() if cut else None,
        }  # fmt: skip
