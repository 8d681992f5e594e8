"""A ledger two invented cities keep together (演示协同台账): asked, left with a reason, come again, both at work."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from guiju.apps.ledger.models import JointOffice, Policy
from guiju.apps.ledger.services.bodies import body_name_settle
from guiju.apps.ledger.services.filings import filing_report
from guiju.apps.ledger.services.joint import joint_answer, joint_end, joint_invite
from guiju.apps.ledger.services.policies import policy_confirm, policy_take_in
from guiju.apps.ledger.services.progress import progress_add
from guiju.apps.ledger.services.rounds import round_open
from guiju.apps.parties.models import Organisation
from guiju.apps.parties.queries.organisations import organisation_open
from guiju.apps.parties.services import organisation_add, organisation_link
from guiju.kernel.accounts.demo_people import DEMO_ENGLISH
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisation_named

_DATA = files(__package__).joinpath("data")
_WORDS = ("text", "share")


@transaction.atomic
def demo_joint(*, at: datetime) -> int:
    """Make it in demo mode, once; how many tasks it has."""
    told = tomllib.loads(_DATA.joinpath("joint.toml").read_text(encoding="utf-8"))
    office, other = organisation_named(told["office"]), organisation_named(told["other"])
    if not settings.DEMO or office is None or other is None or JointOffice.objects.exists():
        return 0
    people = {user.username: user for user in User.objects.filter(is_demo=True, is_active=True)}
    if not {"demo-officer", "demo-neighbour"} <= people.keys():
        return 0
    begun = at - timedelta(days=told["invited"])
    policy = policy_take_in(
        actor=None, office=office, found_text=_DATA.joinpath(told["policy"]).read_text(encoding="utf-8"),
        file_name=told["policy"], provenance="虚构示例", fictitious=True, at=begun,
    )  # fmt: skip
    policy = policy_confirm(actor=None, policy=policy, revision=policy.revision, at=begun)
    bodies = {written: _body(name, at) for written, name in told["names"].items()}
    for written, body in bodies.items():
        body_name_settle(actor=None, office=office, written=written, body=body, policy=policy, at=begun)
    _together(policy, organisation_open(told["other"]), people, told, at)
    _worked(policy, people, told, at)
    return policy.tasks.count()


def _body(name: str, at: datetime) -> Organisation:
    """The organisation of a name, with its account where it has one."""
    body = organisation_open(name)
    if body is None:
        typed = {"name": name, "name_en": DEMO_ENGLISH.get(name, ""), "kinds": "authority", "source": "虚构示例"}
        body = organisation_add(actor=None, typed=typed, fictitious=True, at=at)
    account = organisation_named(name)
    if account is not None and body.account_id is None:
        organisation_link(actor=None, organisation=body, account=account, revision=body.revision, at=at)
    return body


def _together(
    policy: Policy, body: Organisation | None, people: Mapping[str, User], told: Mapping[str, Any], at: datetime
) -> None:
    """The other office is invited and accepts, leaves, and comes again."""
    first, second = people["demo-officer"], people["demo-neighbour"]

    def day(name: str) -> datetime:
        return at - timedelta(days=told[name])

    row = joint_invite(actor=first, policy=policy, body=body, note=told["note"], at=day("invited"))
    joint_answer(actor=second, row=row, accept=True, at=day("joined"))
    joint_end(actor=second, row=row, reason=told["because"], at=day("left"))
    row = joint_invite(actor=first, policy=policy, body=body, note=told["again"], at=day("invited_again"))
    joint_answer(actor=second, row=row, accept=True, at=day("joined_again"))


def _worked(policy: Policy, people: Mapping[str, User], told: Mapping[str, Any], at: datetime) -> None:
    """The other side asks its units in a round of its own; both say what was done."""
    typed = {key: told["round"][key] for key in ("title", "note")}
    typed |= {key: (localdate(at) - timedelta(days=told["round"][key])).isoformat() for key in ("parts_due", "due")}
    other = organisation_named(told["other"])
    if other is None:
        return
    begun = at - timedelta(days=told["round"]["opened"])
    opened = round_open(actor=people["demo-neighbour"], office=other, policies=[policy], typed=typed, at=begun).round
    for row in told["said"]:
        filing = opened.filings.filter(task__title=row["task"], body__name=row["body"]).first()
        if filing is not None and row["by"] in people:
            when = at - timedelta(days=row["days"])
            said = {name: row[name] for name in _WORDS}
            filing_report(actor=people[row["by"]], filing=filing, revision=filing.revision, typed=said, at=when)
    for row in told["noted"]:
        task = policy.tasks.get(title=row["task"])
        said = {name: row[name] for name in _WORDS}
        progress_add(actor=people[row["by"]], task=task, typed=said, at=at - timedelta(days=row["days"]))
