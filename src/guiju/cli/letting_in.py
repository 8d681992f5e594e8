"""What `guiju administrators` does: accounts without a password, one role each, and the links that let them in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.queries import is_administrator, memberships_on
from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create
from guiju.kernel.accounts.services.invitations import Link, password_link_make

Shown = tuple[str, str, str]


@transaction.atomic
def administrators_make(organisation: str, kind: str, asked: Mapping[str, str]) -> list[Shown]:
    """The accounts of the roles asked for; all of them or none. Raises `WordsError`."""
    now, today = datetime.now(UTC), timezone.localdate()
    place = Organisation.objects.filter(name=organisation, closed_on=None).first()
    if place is None:
        place = organisation_create(actor=None, name=organisation, kind=kind, at=now)
    shown = []
    for role, name in asked.items():
        held = memberships_on(today).filter(role=role, user__is_active=True, user__is_demo=False)
        if held.exists():
            raise WordsError(
                "administrator_there",
                Words(f"已有人担任 {role}。", f"Somebody is {role} already."),
                Words("请由安全管理员授予或收回。", "The security administrator grants and revokes it."),
            )
        user = user_create(actor=None, username=name, display_name=name, password=None, at=now)
        membership_grant(
            actor=None, user=user, organisation=place, role=role, starts_on=today, reason="guiju administrators", at=now
        )
        shown.append(_shown(password_link_make(actor=None, user=user, at=now)))
    return shown


def link_make(name: str) -> list[Shown]:
    """A link to set another password, for an administrator. Raises `WordsError`."""
    user = User.objects.filter(username__iexact=name, is_active=True).first()
    if user is None or not is_administrator(user, on=timezone.localdate()):
        raise WordsError(
            "no_administrator",
            Words(f"没有名为 {name} 的管理员。", f"No administrator is called {name}."),
            Words("其他人员由系统管理员发链接。", "Others get their link from the system administrator."),
        )
    return [_shown(password_link_make(actor=None, user=user, at=datetime.now(UTC)))]


def _shown(link: Link) -> Shown:
    assert link.invitation.user is not None
    until = timezone.localtime(link.invitation.expires_at)
    return link.invitation.user.username, link.token, f"{until:%Y-%m-%d %H:%M}"
