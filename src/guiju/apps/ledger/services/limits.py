"""Limits of an office (时限设定): set with what they rest on; of two people the later is told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guiju.apps.ledger.limits import LIMITS, limit_of
from guiju.apps.ledger.models import OfficeLimit
from guiju.apps.ledger.recording import ledger_record
from guiju.apps.parties.typed import line
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

LIMIT = "ledger_limit"
_SOURCE = WordsError(
    "source",
    Words("请写明依据，最多 500 个字符，如文件名称和条款。", "Say what it rests on: a document and its clause."),
    where="source",
)
_CHANGED = WordsError(
    "stale",
    Words("刚才有人改过这一项，您填的没有保存。", "Somebody changed this just now; yours was not saved."),
    Words("请看过现在的数再办。", "Look at the number there is now."),
    where="number",
)


@transaction.atomic
def limit_set(
    *, actor: User, office: Account, name: str, number: str, source: str, seen: int, at: datetime
) -> OfficeLimit:
    """Set a limit of an office, `seen` being the number it had on the page (设定时限)."""
    permission_require(actor, "ledger.keep", office)
    limit, text = LIMITS[name], number.strip()
    if not (text.isascii() and text.isdecimal() and len(text) < 4 and limit.least <= int(text) <= limit.most):
        zh, en = f"请写 {limit.least} 到 {limit.most} 的整数。", f"A whole number from {limit.least} to {limit.most}."
        raise WordsError("number", Words(zh, en), where="number")
    if not source.strip() or len(source) > 500:
        raise _SOURCE
    Account.objects.select_for_update().get(pk=office.pk)
    before = limit_of(office.pk, name)
    if before.number != seen:
        raise _CHANGED
    values = {"number": int(text), "source": line(500)(source), "set_by": actor, "set_at": at}
    made, _ = OfficeLimit.objects.update_or_create(office=office, name=name, defaults=values)
    after = {"office": office.pk, "name": name, "number": made.number, "source": made.source}
    told = {"number": before.number, "source": before.source}
    ledger_record(actor, "limit.set", LIMIT, made.pk, before=told, after=after, reason=made.source, at=at)
    return made
