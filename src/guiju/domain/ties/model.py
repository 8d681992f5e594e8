"""What is compared, and what comes of it (关联模型)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from guiju.domain.language import Words

Certainty = Literal["likely", "possible"]


class Promise(NamedTuple):
    """A target (目标): what it counts in its own words, and its unit.

    `per` as in `domain.policy.targets`; `region` the name of the policy's region, "" for one of the whole country.
    """

    name: str
    unit: str
    per: str = ""
    region: str = ""


class Part(NamedTuple):
    """One value a measure can be split by (分组): `by=value`, and what it is called."""

    by: str
    value: str
    name: str


class Countable(NamedTuple):
    """A measure (指标) as it is offered; `parts` are the values it can be split by, as far as they are known."""

    code: str
    name: str
    unit: str
    definition: str = ""
    by: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


class Suggestion(NamedTuple):
    """A measure that may count a target (关联建议).

    `score` lies between 0 and 1 and only orders suggestions. `reasons` speak for it, `doubts` against it, in words for
    the person who decides; nothing is tied by a score.
    """

    measure: str
    part: Part | None
    score: float
    certainty: Certainty
    reasons: tuple[Words, ...]
    doubts: tuple[Words, ...]
