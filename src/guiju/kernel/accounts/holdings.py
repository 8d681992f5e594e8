"""What rooms hold of a person (各服务中的个人信息): told in the copy of their data, gone when they are erased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from guiju.kernel.accounts.models import User


class Holding(NamedTuple):
    """One list of a room's: its name in the copy, how it is told, how it is deleted.

    `kind` is the kind of object of its events: the payloads of those the person caused are erased with it.
    """

    name: str
    kind: str
    tell: Callable[[User], list[dict[str, Any]]]
    erase: Callable[[User, datetime], None]


HOLDINGS: list[Holding] = []


def holding_add(holding: Holding) -> None:
    """Declare what a room holds of a person; rooms call this in their `rules.py`."""
    HOLDINGS.append(holding)


def holdings_told(user: User) -> dict[str, list[dict[str, Any]]]:
    """Everything the rooms hold of a person, by name."""
    return {holding.name: holding.tell(user) for holding in HOLDINGS}


def holdings_erase(user: User, at: datetime) -> None:
    """Delete everything the rooms hold of a person."""
    for holding in HOLDINGS:
        holding.erase(user, at)
