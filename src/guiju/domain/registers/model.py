"""What a declaration says of a register (登记簿的声明)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from guiju.domain.language import NO_WORDS, Words

TEXT_COLUMN, NUMBER_COLUMN = "text", "number"

# Types of fields, with the kind of typed column each can have ("": kept with the other values only).
TYPES: dict[str, str] = {
    "text": TEXT_COLUMN,
    "long_text": "",
    "number": NUMBER_COLUMN,
    "money": NUMBER_COLUMN,
    "date": TEXT_COLUMN,
    "flag": NUMBER_COLUMN,
    "choice": TEXT_COLUMN,
    "choices": "",
    "list": "",
    "region": TEXT_COLUMN,
    "organisation": TEXT_COLUMN,
    "person": TEXT_COLUMN,
    "standard": TEXT_COLUMN,
    "standards": "",
    "committee": TEXT_COLUMN,
    "classification": TEXT_COLUMN,
    "link": "",
    "file": "",
    "record": TEXT_COLUMN,
    "computed": NUMBER_COLUMN,
}
FACETED = frozenset({"choice", "choices", "region", "organisation", "flag", "committee", "classification", "record"})
SCHEMES = ("ics", "ccs", "gbt4754", "hs")
SEVERAL = frozenset({"choices", "list", "standards"})


# What registers are about, in the order lists show them.
THEMES: dict[str, Words] = {
    "people": Words("技术组织与人才", "Technical bodies and people"),
    "pilots": Words("试点示范与基地", "Pilots and bases"),
    "science": Words("科技与专利", "Science and patents"),
    "bodies": Words("企业与团体", "Enterprises and associations"),
    "international": Words("国际合作与外文版", "International work and translations"),
    "awards": Words("奖励", "Awards"),
    "other": Words("其他", "Other"),
}


class Answer(NamedTuple):
    """What a register answers to (依据): a phrase of a policy or an article, verbatim, with its document and place."""

    document: str
    place: str
    phrase: str


class Option(NamedTuple):
    """One answer to a choice (选项); `until_version` is the last version that offers it, 0 for as long as it stands."""

    code: str
    words: Words


class Compute(NamedTuple):
    """How a computed field (计算字段) is made of others: year, sum, difference, product, days (both ends count),
    interval (days from the first to the second)."""

    how: str
    of: tuple[str, ...]


class Numbering(NamedTuple):
    """How records are numbered (编号规则): `{year}`, `{serial:4}` and codes of fields; or by hand in `field`."""

    pattern: str
    per_year: bool
    field: str


class Measure(NamedTuple):
    """Something that is counted of a register (指标), of records on the day of a date field: how many, the sum of a
    field, the mean of an interval in days, or the share (in percent) of those that also have what `having` says."""

    code: str
    words: Words
    unit: Words
    counts: str
    field: str
    date: str
    by: tuple[str, ...]
    where: Mapping[str, tuple[str, ...]]
    having: Mapping[str, tuple[str, ...]]
    definition: Words


class Retention(NamedTuple):
    """How long records are kept (保存期限): years after the date field, 0 for always; and on what ground."""

    years: int
    after: str
    basis: Words


class Setting(NamedTuple):
    """What a step of a case writes into its record (办理写回): on this move, or on coming to this stage, the field
    gets a value, what the case says of a fact, or the day of the step."""

    move: str
    stage: str
    field: str
    value: str
    fact: str
    day: bool


class Course(NamedTuple):
    """The procedure each record goes through (办理程序), how its case is opened, and what its steps write.

    `later`: the fields that those whose record it is still write once the application was handed in.
    """

    code: str
    opens: str
    settings: tuple[Setting, ...]
    later: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One field (字段). `see`: who sees it besides the keepers; empty: whoever sees the record.

    `required_when`: required where another field has one of these values. `was`: its code in the version before.
    `columns`: names people give it in their sheets. `decimals`: places kept of a number.
    """

    code: str
    name: Words
    type: str
    required: bool = False
    required_when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unique: bool = False
    personal: bool = False
    hint: Words = NO_WORDS
    see: tuple[str, ...] = ()
    was: str = ""
    columns: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    unit: Words = NO_WORDS
    decimals: int = 0
    least: int | None = None
    most: int | None = None
    scheme: str = ""
    register: str = ""
    compute: Compute | None = None
    partial: bool = False
    longest: int = 400

    @cached_property
    def words_of(self) -> dict[str, Words]:
        """The words of the options by code."""
        return {option.code: option.words for option in self.options}

    @property
    def is_public(self) -> bool:
        """Whether everybody sees it of a record made public."""
        return not self.see or "public" in self.see

    @property
    def shape(self) -> str:
        """What a stored value of it looks like; a field whose shape changes is retyped (改类型)."""
        return f"{self.type}:{self.decimals}" if self.type in ("number", "computed") else self.type


@dataclass(frozen=True)
class Register:
    """A declared register (登记簿); see docs/registers.md for what each part means.

    `theme` is one of `THEMES`; `served` and `recorded` number the systems of the
    policies (制度清单) whose work is done, or whose facts are kept, in it.
    """

    code: str
    version: int
    name: Words
    purpose: Words
    answers: tuple[Answer, ...]
    title: str
    fields: tuple[Field, ...]
    see: tuple[str, ...]
    public: bool
    enter: tuple[str, ...]
    keep: tuple[str, ...]
    disclose: tuple[str, ...]
    numbering: Numbering | None
    columns: tuple[str, ...]
    facets: tuple[str, ...]
    sorts: tuple[str, ...]
    order: str
    measures: tuple[Measure, ...]
    retention: Retention | None
    procedure: Course | None
    theme: str = "other"
    served: tuple[int, ...] = ()
    recorded: tuple[int, ...] = ()
    text: str = ""

    @cached_property
    def by_code(self) -> dict[str, Field]:
        """The fields by code."""
        return {one.code: one for one in self.fields}

    @cached_property
    def decided(self) -> frozenset[str]:
        """The fields that steps of a case write; one without which no record can be entered is typed all the same."""
        written = {one.field for one in self.procedure.settings} if self.procedure is not None else set()
        return frozenset(written - {one.code for one in self.demanded})

    @cached_property
    def demanded(self) -> tuple[Field, ...]:
        """The fields that must have a value, always or given others."""
        return tuple(one for one in self.fields if one.required or one.required_when)

    @cached_property
    def typed(self) -> dict[str, str]:
        """The fields that have a typed, indexed column of their own, each with the kind of its column."""
        asked = {self.title, *self.facets, *self.sorts}
        for measure in self.measures:
            asked |= {measure.field, measure.date, *measure.by, *measure.where, *measure.having}
        return {
            one.code: TYPES[one.type]
            for one in self.fields
            if TYPES[one.type] and (one.required or one.unique or one.type == "record" or one.code in asked)
        }
