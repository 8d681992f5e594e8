"""How rooms and cases speak (事项与业务对象): a room says what its objects are called, where they are shown, which
facts they have, and is told of every step in the transaction of the step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.kernel.accounts.models import User


class Moved(NamedTuple):
    """What a room is told: the case, the object, what was done (nothing, when the case came over to a newer version of
    its procedure), by whom and where it led; `facts` are the object's and the case's after the step."""

    case_id: int
    object_kind: str
    object_id: str
    procedure: str
    move: str
    source: str
    target: str
    facts: Mapping[str, object]
    actor: User | None
    day: date
    at: datetime


def no_facts(kind: str, object_id: str) -> Mapping[str, object]:
    """An object that tells nothing."""
    return {}


def no_word(moved: Moved) -> None:
    """A room that does nothing of its own."""


def no_path(kind: str, object_id: str) -> str:
    """An object without a page."""
    return ""


class ObjectKind(NamedTuple):
    """A kind of object cases are about (办理对象): the facts conditions are judged by, its page, who hears. It is asked
    by the kind the case names, which may be a narrower one, and the id."""

    kind: str
    words: Words
    facts: Callable[[str, str], Mapping[str, object]] = no_facts
    path: Callable[[str, str], str] = no_path
    moved: Callable[[Moved], None] = no_word


KINDS: dict[str, ObjectKind] = {}


def object_add(kind: ObjectKind) -> None:
    """Declare a kind of object; rooms call this in their `rules.py`."""
    KINDS[kind.kind] = kind


def object_of(kind: str) -> ObjectKind:
    """The kind of an object; one nobody declared tells nothing. "register:x" falls back to "register"."""
    return KINDS.get(kind) or KINDS.get(kind.partition(":")[0]) or ObjectKind(kind, Words("对象", "object"))


class Entrance(NamedTuple):
    """Where cases of a procedure begin (办理入口): with something of another room, such as a record or a task."""

    procedure: str
    words: Words
    path: str


_ENTRANCES: list[Callable[[], list[Entrance]]] = []


def entrances_add(entrances: Callable[[], list[Entrance]]) -> None:
    """Say where cases of a room's procedures begin; rooms call this in their `rules.py`."""
    _ENTRANCES.append(entrances)


def entrances() -> dict[str, list[Entrance]]:
    """Where cases begin, by procedure; those of a procedure that is not named begin on their own."""
    found: dict[str, list[Entrance]] = {}
    for told in _ENTRANCES:
        for entrance in told():
            found.setdefault(entrance.procedure, []).append(entrance)
    return found
