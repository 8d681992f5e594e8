"""Verbs of reading a long policy in the background (长文解读)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from guiju.apps.ledger.models import Policy
from guiju.apps.ledger.services.policies import policy_take_in, provenance_require
from guiju.apps.ledger.services.versions import older_require
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.files.models import StoredFile
from guiju.kernel.files.services import file_bytes, file_delete, file_store
from guiju.kernel.jobs.models import Job
from guiju.kernel.jobs.services import job_enqueue

KIND = "ledger.read"
AT_ONCE = 30_000
"""Up to so many characters a policy is read while one waits: about a second."""
_KEPT = timedelta(days=7)
_STEPS = (
    Words("正在解读", "Reading"), Words("正在写入台账", "Entering it in the ledger"),
)  # fmt: skip


@transaction.atomic
def policy_reading_request(
    *,
    actor: User,
    office: Account,
    found_text: str,
    file_name: str,
    provenance: str,
    unread: list[dict[str, Any]],
    replaces: Policy | None,
    at: datetime,
) -> Job:
    """Keep the text and have it read in the background; the job's result names the policy."""
    permission_require(actor, "ledger.keep", Policy(office=office))
    provenance_require(provenance)
    if replaces is not None:
        older_require(actor=actor, older=replaces, office=office.pk)
    data = found_text.encode("utf-8", "surrogatepass")
    stored = file_store(name="policy.txt", data=data, purpose="ledger", owner=actor, at=at, expires_at=at + _KEPT)
    payload = {
        "stored": stored.pk, "actor": actor.pk, "office": office.pk, "file_name": file_name, "unread": unread,
        "provenance": provenance, "replaces": replaces.pk if replaces else None,
    }  # fmt: skip
    return job_enqueue(kind=KIND, payload=payload, owner=actor, at=at)


def policy_read_long(*, payload: Mapping[str, Any], at: datetime, progress: Callable[[int, int, Words], None]) -> int:
    """Read what was kept, enter it, and let the kept text go; the policy's number. Running it again gives the same."""
    stored = StoredFile.objects.filter(pk=payload["stored"]).first()
    if stored is None:
        raise WordsError("gone", Words("提交的文字已删除。", "What was handed in is gone."))
    progress(0, len(_STEPS), _STEPS[0])
    try:
        number = policy_take_in(
            actor=User.objects.get(pk=payload["actor"]),
            office=Account.objects.get(pk=payload["office"]),
            found_text=file_bytes(stored=stored).decode("utf-8", "surrogatepass"),
            file_name=payload["file_name"],
            provenance=payload["provenance"],
            unread=payload["unread"],
            replaces=Policy.objects.filter(pk=payload["replaces"]).first() if payload["replaces"] else None,
            at=at,
        ).pk
    except WordsError as error:
        if error.code != "known":
            raise
        number = int(error.where)
    progress(1, len(_STEPS), _STEPS[1])
    file_delete(stored=stored)
    return number
