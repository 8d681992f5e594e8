"""Demo accounts (演示账号): one fictitious person for each role, with passwords of this installation's own."""

from __future__ import annotations

import base64
import tomllib
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.utils.crypto import salted_hmac

from guiju.domain.language import Words
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.roles import ROLES
from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create, user_switch


class DemoAccount(NamedTuple):
    """What somebody trying the program needs to sign in."""

    username: str
    password: str
    role: Words


_TABLE = tomllib.loads((Path(__file__).parent / "demo.toml").read_text(encoding="utf-8"))


def demo_accounts() -> list[DemoAccount]:
    """The demo accounts and their passwords, which follow from the installation's secret and are stored nowhere."""
    return [
        DemoAccount(row["username"], demo_password(row["username"]), ROLES[row["role"]].name)
        for row in _TABLE["people"]
    ]


def demo_password(username: str) -> str:
    """The password of a demo account: 12 letters and digits."""
    digest = salted_hmac("guiju.demo", username, algorithm="sha256").digest()
    return base64.b32encode(digest).decode("ascii")[:12].lower()


@transaction.atomic
def demo_switch(*, enabled: bool, at: datetime) -> int:
    """Make and open the demo accounts, or close those there are; returns how many changed. Safe to repeat."""
    users = {user.username: user for user in User.objects.filter(is_demo=True)}
    changed = [user for user in users.values() if user.is_active != enabled]
    for user in changed:
        user_switch(actor=None, user=user, active=enabled, at=at)
    missing = [row for row in _TABLE["people"] if enabled and row["username"] not in users]
    for row in missing:
        _person_make(row, at)
    return len(changed) + len(missing)


def _person_make(row: dict[str, str], at: datetime) -> None:
    name = _TABLE["organisations"][row["kind"]]
    organisation = Organisation.objects.filter(name=name).first()
    if organisation is None:
        organisation = organisation_create(actor=None, name=name, kind=row["kind"], at=at)
    username = row["username"]
    user = user_create(
        actor=None,
        username=username,
        display_name=row["name"],
        password=demo_password(username),
        is_demo=True,
        at=at,
    )
    membership_grant(
        actor=None, user=user, organisation=organisation, role=row["role"], starts_on=at.date(), reason="demo", at=at
    )
