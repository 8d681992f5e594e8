"""An invented policy with its office, a lead, a participant and a stranger, for tests of the work on tasks."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from guiju.apps.ledger.models import Policy, Task, TaskBody
from guiju.apps.parties.models import Organisation, OrganisationName
from guiju.apps.parties.typed import name_folded
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import organisation_create
from kernel.conftest import AT, person


class Work(NamedTuple):
    """The people: two of the office, two of the lead, one of a participant, one of a body nobody names."""

    office: Account
    policy: Policy
    keeper: User
    second: User
    lead: User
    colleague: User
    participant: User
    stranger: User
    bodies: dict[str, Organisation]

    def task(self, code: str, due: date | None = date(2026, 6, 30), **fields: Any) -> Task:
        """A task of the policy, led by 发改委 with 科技局 taking part."""
        made = Task.objects.create(
            policy=self.policy, place=len(code), code=code, title=f"任务{code}", text=f"做好{code}", due=due, **fields
        )
        for place, (part, name) in enumerate([("lead", "发改委"), ("participant", "科技局")]):
            TaskBody.objects.create(task=made, part=part, place=place, written=name, body=self.bodies[name])
        return made


def work_make() -> Work:
    """Everybody, and a confirmed policy without tasks."""
    places = {
        name: organisation_create(actor=None, name=name, kind="bureau", at=AT)
        for name in ("市场监管局", "发改委", "科技局", "水利局")
    }
    bodies = {
        name: Organisation.objects.create(name=name, account=account, found_by=name, created_at=AT, changed_at=AT)
        for name, account in places.items()
    }
    for name, body in bodies.items():
        OrganisationName.objects.create(organisation=body, name=name, folded=name_folded(name))
    policy = Policy.objects.create(
        office=places["市场监管局"], title="某市标准化行动方案", digest="0" * 64, found_text="", clean_text="",
        reading={}, read_at=AT, confirmed_at=AT, fictitious=True,
    )  # fmt: skip
    people = [
        person(name, places[place], "officer")
        for name, place in (
            ("keeper", "市场监管局"), ("second", "市场监管局"), ("lead", "发改委"), ("colleague", "发改委"),
            ("participant", "科技局"), ("stranger", "水利局"),
        )
    ]  # fmt: skip
    return Work(places["市场监管局"], policy, *people, bodies)
