"""What is compared, and what comes of it (对应关系模型)."""

from __future__ import annotations

from typing import Literal, NamedTuple

Certainty = Literal["likely", "possible"]


class Item(NamedTuple):
    """An item or a task of a policy (条目): its id, its title and its words."""

    id: str
    title: str
    text: str


class Suggestion(NamedTuple):
    """A local task that may carry out an item from above (对应建议).

    `score` lies between 0 and 1 and only orders suggestions; `reasons` are the telling words both have, the longest
    first, as they stand below. A person confirms; nothing is linked by a score alone.
    """

    below: str
    above: str
    score: float
    certainty: Certainty
    reasons: tuple[str, ...]
