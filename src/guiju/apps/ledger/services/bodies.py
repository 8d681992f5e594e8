"""Verbs of the names of bodies (单位对应): which organisation an office's policies mean by a name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from guiju.apps.ledger.bare_names import bare
from guiju.apps.ledger.models import BodyName, Policy, TaskBody
from guiju.apps.ledger.names import LONGEST_NAME, same_place
from guiju.apps.ledger.recording import NAME, ledger_record
from guiju.apps.parties.models import Organisation
from guiju.apps.parties.typed import name_folded
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

MOST = 20_000


@transaction.atomic
def body_name_settle(
    *,
    actor: User | None,
    office: Account,
    written: str,
    body: Organisation | None,
    policy: Policy | None = None,
    at: datetime,
) -> int:
    """Say which organisation an office's policies mean by a name (对应), or that none is known; how many tasks follow.

    Every task of the office that names it in any spelling follows; later policies find it settled. A name that leaves
    its place out (市商务局) is settled for policies of the place of `policy` alone.
    """
    permission_require(actor, "ledger.keep", _Of(office.pk))
    folded = name_folded(written)
    if not folded:
        raise WordsError("name", Words("请填写单位名称。", "Enter the name of the body."), where="written")
    if len(written) > LONGEST_NAME:
        most = LONGEST_NAME
        message = Words(f"单位名称最多 {most} 个字符。", f"The name of a body has {most} characters at most.")
        raise WordsError("long", message, where="written")
    if body is not None and body.merged_into_id is not None:
        raise WordsError("merged", Words("这条机构记录已合并到另一条。", "That organisation was merged into another."))
    known = BodyName.objects.select_for_update().filter(office=office, folded=folded).first()
    if known is None:
        _named_require(office, written.strip(), folded)
    before = {"body": known.body_id if known else None}
    if body is None:
        BodyName.objects.filter(office=office, folded=folded).delete()
    else:
        known, _ = BodyName.objects.update_or_create(office=office, folded=folded, defaults={"body": body})
    rows = TaskBody.objects.filter(task__policy__office=office).exclude(body=body) if body else TaskBody.objects.filter(
        task__policy__office=office, body__isnull=False
    )  # fmt: skip
    spelt = {name for name in rows.values_list("written", flat=True).distinct()[:MOST] if name_folded(name) == folded}
    here = same_place(policy) if policy is not None and bare(written) else Q()
    named = TaskBody.objects.filter(here, written__in=spelt, task__policy__office=office)
    changed = TaskBody.objects.filter(pk__in=list(named.values_list("pk", flat=True))).update(body=body)
    after = {"body": body.pk if body else None, "written": written, "tasks": changed}
    ledger_record(actor, "body.settled", NAME, office.pk, before=before, after=after, at=at)
    return changed


def _named_require(office: Account, written: str, folded: str) -> None:
    """Raise where no policy of the office names it, in any spelling."""
    names = TaskBody.objects.filter(task__policy__office=office).order_by().values_list("written", flat=True)
    if any(name_folded(name) == folded for name in names.distinct()[:MOST]):
        return
    message = Words(
        f"{office.name}的政策里没有“{written}”这个单位名称。", f"No policy of {office.name} names a body “{written}”."
    )
    remedy = Words(
        "请照政策原文写，或先在任务里填上这个单位。", "Write it as the policy does, or name it in a task first."
    )
    raise WordsError("nowhere", message, remedy, where="written")


class _Of:
    """Something of an office, for its rule."""

    def __init__(self, organisation_id: int) -> None:
        self.organisation_id = organisation_id
