"""Ways on from one's account (我的账号中的入口), each shown to whom its rule lets in; rooms add theirs at start."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.queries import erasure_requests_open, role_requests_open


class Way(NamedTuple):
    """A page that belongs to a person: the name of its address, its rule, what it is called and for."""

    name: str
    rule: str
    words: Words
    note: Words


WAYS: list[Way] = [
    Way(
        "accounts:system",
        "accounts.users_manage",
        Words("系统管理", "System administration"),
        Words("单位、人员、邀请和待办", "Organisations, people, invitations and what waits"),
    ),
    Way(
        "accounts:security",
        "accounts.roles_grant",
        Words("安全管理", "Security administration"),
        Words("授予、收回角色，要求第二因素", "Granting and revoking roles, asking for a second factor"),
    ),
    Way(
        "accounts:audit",
        "history.read",
        Words("审计", "Audit"),
        Words("登录日志和历史链", "Sign-in log and history chain"),
    ),
]


def way_add(way: Way) -> None:
    """Show a page of one's own on everybody's account page who may open it; rooms call this in their `rules.py`."""
    WAYS.append(way)


def ways_for(person: User) -> list[Way]:
    """The ways this person may go."""
    return [way for way in WAYS if permitted(person, way.rule)]


class Waits(NamedTuple):
    """How many things wait for a person, on which page, and in which words (`{n}` is the count)."""

    name: str
    words: Words
    number: int


WAITING: list[Callable[[User], Waits]] = []


def waits_add(count: Callable[[User], Waits]) -> None:
    """Say on the home page how much waits for a person; rooms call this in their `rules.py`."""
    WAITING.append(count)


def waiting_for(person: User) -> list[Waits]:
    """What waits for a person: what rooms say, and what waits for an administrator."""
    found = [count(person) for count in WAITING]
    if permitted(person, "accounts.roles_grant"):
        words = Words("{n} 个角色待授予", "Roles asked for: {n}")
        found.append(Waits("accounts:security", words, role_requests_open().count()))
    if permitted(person, "accounts.users_manage"):
        words = Words("{n} 个删除个人信息的请求待办理", "Requests for erasure: {n}")
        found.append(Waits("accounts:system", words, erasure_requests_open().count()))
    return [waits for waits in found if waits.number]
