"""The table of claims (办理的声明)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from guiju.domain.language import Words
from guiju.kernel.accounts.models import User

State = Literal["served", "recorded", "not_yet"]

STATES: dict[State, Words] = {
    "served": Words("可以办", "Served"),
    "recorded": Words("可以登记", "Recorded"),
    "not_yet": Words("还没有", "Not yet"),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """Systems something in the house serves or keeps the facts of: what it is called and where it is.

    `path` is its address; `sees` tells whether a person may open it, None where everybody may.
    """

    served: tuple[int, ...]
    recorded: tuple[int, ...]
    words: Words
    path: Callable[[], str]
    sees: Callable[[User | AnonymousUser], bool] | None = None

    def seen_by(self, person: User | AnonymousUser) -> bool:
        """Whether a person may open it."""
        return self.sees is None or self.sees(person)


_DECLARED: list[Claim] = []
_PROVIDERS: list[Callable[[], Iterable[Claim]]] = []


def claim(
    *,
    words: Words,
    name: str,
    served: tuple[int, ...] = (),
    recorded: tuple[int, ...] = (),
    sees: Callable[[User | AnonymousUser], bool] | None = None,
) -> None:
    """Say that the page called `name` serves systems, or keeps their facts."""
    _DECLARED.append(Claim(served, recorded, words, lambda: reverse(name), sees))


def provide(provider: Callable[[], Iterable[Claim]]) -> None:
    """Offer claims that come and go while the site runs; asked at each look."""
    _PROVIDERS.append(provider)


def claims() -> dict[int, list[Claim]]:
    """What is claimed of each system, what serves it first."""
    found: dict[int, list[Claim]] = {}
    every = [*_DECLARED, *(one for provider in _PROVIDERS for one in provider())]
    for served in (True, False):
        for one in every:
            for number in one.served if served else one.recorded:
                found.setdefault(number, []).append(one)
    return found


def state_of(number: int, made: Mapping[int, list[Claim]]) -> State:
    """What the claims say of a system."""
    held = made.get(number, [])
    if any(number in one.served for one in held):
        return "served"
    return "recorded" if held else "not_yet"
