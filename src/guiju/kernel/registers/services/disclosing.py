"""The disclosure step of records (信息公开审查): nothing is public before somebody answered for it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.registers.layout import layout_get
from guiju.kernel.registers.rules import Asked
from guiju.kernel.registers.services.errors import overtaken
from guiju.kernel.registers.services.events import record_tell
from guiju.kernel.registers.services.records import record_locked
from guiju.kernel.registers.tables import Record


@transaction.atomic
def record_disclose(
    *, actor: User | None, register: str, record: int, revision: int, note: str = "", at: datetime
) -> Record:
    """Make a record public as it stood at `revision` (公开), its public fields only. Raises `WordsError`."""
    layout = layout_get(register)
    row = record_locked(layout, record)
    permission_require(actor, "registers.disclose", Asked(layout, row))
    if not layout.register.public:
        raise WordsError("never", Words("这个登记簿不对公众公开。", "This register is not for the public."))
    if row.revision != revision or row.withdrawn_at is not None or row.disclosed_at is not None:
        raise overtaken()
    row.disclosed_at = at
    row.revision += 1
    row.save(update_fields=["disclosed_at", "revision"])
    after = {"disclosed_at": at.isoformat(), "note": note[:500]}
    record_tell(layout, row.pk, actor, "disclosed", {"disclosed_at": None}, after, at=at)
    return row


@transaction.atomic
def record_conceal(*, actor: User | None, register: str, record: int, reason: str, at: datetime) -> Record:
    """Take a record off the public pages (撤下). Raises `WordsError`."""
    layout = layout_get(register)
    row = record_locked(layout, record)
    permission_require(actor, "registers.disclose", Asked(layout, row))
    if row.disclosed_at is None:
        raise overtaken()
    before = {"disclosed_at": row.disclosed_at.isoformat()}
    row.disclosed_at = None
    row.revision += 1
    row.save(update_fields=["disclosed_at", "revision"])
    record_tell(layout, row.pk, actor, "concealed", before, {"disclosed_at": None}, reason=reason, at=at)
    return row
