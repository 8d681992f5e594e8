"""Liaisons of the leading group (领导小组联络员): named by the office, told of what is long late."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guiju.apps.ledger.models import Liaison
from guiju.apps.ledger.recording import ledger_record
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

LIAISON = "policy_liaison"
MOST = 50
_NOBODY = WordsError(
    "user",
    Words("没有这个用户名。", "Nobody signs in by this name."),
    Words("请写对方登录用的用户名。", "Write the name they sign in with."),
    where="user",
)
_MANY = WordsError("many", Words(f"最多 {MOST} 位。", f"{MOST} at most."), where="user")


@transaction.atomic
def liaison_add(*, actor: User, office: Account, username: str, at: datetime) -> Liaison:
    """Name somebody by the name they sign in with (增加联络员); naming them twice is naming them once."""
    permission_require(actor, "ledger.keep", office)
    user = User.objects.filter(username__iexact=username.strip()[:150], is_active=True).first()
    if user is None:
        raise _NOBODY
    if Liaison.objects.filter(office=office).count() >= MOST:
        raise _MANY
    row, made = Liaison.objects.get_or_create(office=office, user=user, defaults={"added_at": at})
    if made:
        ledger_record(actor, "liaison.added", LIAISON, row.pk, after={"office": office.pk, "user": user.pk}, at=at)
    return row


@transaction.atomic
def liaison_remove(*, actor: User, liaison: Liaison, at: datetime) -> None:
    """Tell them no more (移除联络员)."""
    permission_require(actor, "ledger.keep", liaison)
    before = {"office": liaison.office_id, "user": liaison.user_id}
    if Liaison.objects.filter(pk=liaison.pk).delete()[0]:
        ledger_record(actor, "liaison.removed", LIAISON, liaison.pk, before=before, at=at)
