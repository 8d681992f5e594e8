"""An invented assessment with its office, two assessed bodies, an evaluator and a stranger, for tests of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from guiju.apps.ledger.models import Assessed, Assessment, Policy, Task, TaskBody
from guiju.apps.ledger.services.assessments import assessment_open
from guiju.apps.parties.models import Organisation
from guiju.apps.parties.typed import name_folded
from guiju.kernel.accounts.models import Membership, User
from guiju.kernel.accounts.models import Organisation as Account

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
AFTER = datetime(2026, 12, 11, 2, 0, tzinfo=UTC)
SCHEME = """
code = "example"
version = 1
words = { zh = "标准化工作考核", en = "Standardization assessment" }
purpose = { zh = "示例", en = "an example" }
assessed = "unit"
starts = 2026-01-01
ends = 2026-12-31
full = 100
[groups.work]
words = { zh = "工作", en = "Work" }
[indicators.tasks]
group = "work"
words = { zh = "任务销号率", en = "Tasks closed" }
points = 60
source = "ledger"
of = "closed_share"
scoring = { how = "proportion", goal = 100 }
[indicators.training]
group = "work"
words = { zh = "标准化培训", en = "Training" }
unit = { zh = "期", en = "courses" }
points = 40
source = "reported"
scoring = { how = "bands", bands = [{ least = 1, points = 20 }, { least = 3, points = 40 }] }
"""


class Scene(NamedTuple):
    """An office with two officers, two assessed bodies with one person each, an evaluator, a stranger."""

    assessment: Assessment
    keeper: User
    second: User
    own: User
    other: User
    evaluator: User
    stranger: User

    def row(self, name: str = "甲局") -> Assessed:
        return self.assessment.assessed.get(body__name=name)


def person(name: str, account: Account, role: str) -> User:
    made = User.objects.create(username=name, display_name=name, joined_at=NOW)
    Membership.objects.create(user=made, organisation=account, role=role, starts_on=date(2020, 1, 1))
    return made


def scene_make() -> Scene:
    """The office opens an assessment of two bodies, with three tasks that the first leads."""
    office = Account.objects.create(name="市市场监督管理局", kind="bureau")
    accounts = {name: Account.objects.create(name=name, kind="bureau") for name in ("甲局", "乙局", "丙局")}
    bodies = [
        Organisation.objects.create(name=name, account=accounts[name], created_at=NOW, changed_at=NOW)
        for name in ("甲局", "乙局")
    ]
    for body in bodies:
        body.names.create(name=body.name, folded=name_folded(body.name))
    keeper = person("keeper", office, "officer")
    assessment = assessment_open(
        actor=keeper, office=office, title="2026 年标准化工作考核", scheme=SCHEME, bodies=bodies,
        reports_due=date(2026, 12, 10), at=NOW,
    )  # fmt: skip
    policy = Policy.objects.create(
        office=office, title="示例", digest="0" * 64, found_text="", clean_text="", reading={}, read_at=NOW,
        confirmed_at=NOW,
    )  # fmt: skip
    for n, (due, closed) in enumerate([(date(2026, 6, 30), NOW), (date(2026, 9, 30), None), (date(2027, 1, 1), None)]):
        task = Task.objects.create(policy=policy, place=n, code=str(n), title=str(n), due=due, closed_at=closed)
        TaskBody.objects.create(task=task, part="lead", place=0, written="甲局", body=bodies[0])
    evaluation = Account.objects.create(name="评估机构", kind="evaluation_body")
    return Scene(
        assessment, keeper, person("second", office, "officer"), person("own", accounts["甲局"], "officer"),
        person("other", accounts["乙局"], "officer"), person("evaluator", evaluation, "evaluator"),
        person("stranger", accounts["丙局"], "officer"),
    )  # fmt: skip
