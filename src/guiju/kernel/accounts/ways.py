"""Ways on from one's account (我的账号中的入口), each shown to whom its rule lets in; rooms add theirs at start."""

from __future__ import annotations

from typing import NamedTuple

from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted


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
