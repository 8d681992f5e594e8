"""The five public policies the program carries (随附的公开政策), read and confirmed in demo mode; their bodies' records
are marked as fictitious."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from guiju.apps.ledger.models import Policy
from guiju.apps.ledger.queries.bodies import names_in
from guiju.apps.ledger.services.bodies import body_name_settle
from guiju.apps.ledger.services.policies import policy_confirm, policy_publish, policy_take_in
from guiju.apps.parties.models import Organisation
from guiju.apps.parties.queries.organisations import organisation_open
from guiju.apps.parties.services import organisation_add
from guiju.domain.codes.regions import region
from guiju.kernel.accounts.queries import organisation_named

_PAGES = Path(__file__).parent / "data" / "policies"
_OFFICE = "示例市市场监督管理局（演示）"
_OWN = "市市场监管局"
"""The name by which the first policy calls a bureau like the demo office: its tasks are those of the demo office."""
_PROVENANCE = "国家机关公开文件，取自公开网页，随程序附带作演示"
_NOTE = "演示：原文为已公开文件"
_LEVELS = ("市", "区", "省")
_COLLECTIVE = ("各", "成员单位", "有关", "地方人民政府")


@transaction.atomic
def demo_policies(*, at: datetime) -> int:
    """Take in the carried policies where demo mode is on and the ledger is empty; how many."""
    office = organisation_named(_OFFICE)
    if not settings.DEMO or office is None or Policy.objects.exists():
        return 0
    pages = sorted(_PAGES.glob("*.txt"))
    for page in pages:
        policy = policy_take_in(
            actor=None, office=office, found_text=page.read_text(encoding="utf-8"), file_name=page.name,
            provenance=_PROVENANCE, at=at,
        )  # fmt: skip
        policy = policy_confirm(actor=None, policy=policy, revision=policy.revision, at=at)
        _bodies_tie(policy, at)
        policy_publish(actor=None, policy=policy, public=True, note=_NOTE, revision=policy.revision, at=at)
    return len(pages)


def _bodies_tie(policy: Policy, at: datetime) -> None:
    """Make an organisation for each body a policy names, save for collectives, and tie the name to it."""
    for name in names_in(policy):
        if name.body is not None or any(word in name.written for word in _COLLECTIVE):
            continue
        body = organisation_open(_OFFICE) if name.written == _OWN else _body(policy, name.written, at)
        body_name_settle(actor=None, office=policy.office, written=name.written, body=body, policy=policy, at=at)


def _body(policy: Policy, written: str, at: datetime) -> Organisation:
    """The organisation of a name, which a policy of a city writes without the city's."""
    place = region(policy.region)
    name = f"{place.name}{written.removeprefix(place.name[-1])}" if place and written[0] in _LEVELS else written
    typed = {"name": name, "kinds": "authority", "region": policy.region, "source": f"《{policy.title}》"[:200]}
    return organisation_open(name) or organisation_add(actor=None, typed=typed, fictitious=True, at=at)
