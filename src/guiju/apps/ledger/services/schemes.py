"""The verb of schemes (考核方案): saved as a next version; assessments keep the one they were opened with."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from guiju.apps.ledger.models import KeptScheme
from guiju.domain.assessment import scheme_load, scheme_renumbered
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.history.services import event_record

SCHEME = "ledger_scheme"
LONGEST_TITLE = 200


@transaction.atomic
def scheme_save(*, actor: User | None, office: Account, text: str, base: int, at: datetime) -> KeptScheme:
    """Keep a declaration as the version after `base` of its scheme, 0 for a new one (存为新版本).

    What is the same as the last version is not saved again. Raises `DeclarationError` for what does not hold,
    `WordsError` changed when somebody saved a version since.
    """
    permission_require(actor, "ledger.assessment_keep", office)
    read = scheme_load(text, "scheme.toml")
    if len(read.words.zh) > LONGEST_TITLE:
        message = Words(f"方案名称最多 {LONGEST_TITLE} 个字符。", f"A name of at most {LONGEST_TITLE} characters.")
        raise WordsError("title", message, where="h-title")
    Account.objects.select_for_update().get(pk=office.pk)
    last = KeptScheme.objects.filter(office=office, code=read.code).order_by("-version").first()
    if last is not None and scheme_renumbered(text, last.version) == last.text:
        return last
    if (last.version if last else 0) != base:
        raise _changed(last)
    written = scheme_renumbered(text, base + 1)
    if scheme_load(written, "scheme.toml").version != base + 1:
        message = Words("version 要单独写一行，如 version = 1。", "Write version on a line of its own: version = 1.")
        raise WordsError("version", message)
    made = KeptScheme.objects.create(
        office=office, code=read.code, version=base + 1, title=read.words.zh, assessed=read.assessed, text=written,
        saved_by=actor, saved_at=at,
    )  # fmt: skip
    after = {
        "title": made.title, "version": made.version, "digest": hashlib.sha256(written.encode()).hexdigest(),
        "points": format(read.full, "f"), "indicators": len(read.indicators),
    }  # fmt: skip
    event_record(
        actor=actor_of(actor), action="ledger.scheme.saved", object_kind=SCHEME, object_id=f"{office.pk}-{read.code}",
        before={"version": base} if base else None, after=after, at=at,
    )  # fmt: skip
    return made


def _changed(last: KeptScheme | None) -> WordsError:
    if last is None:
        return WordsError("changed", Words("没有这个方案的上一版。", "There is no earlier version of this scheme."))
    who, when = last.saved_by.display_name if last.saved_by else "", f"{localtime(last.saved_at):%Y-%m-%d %H:%M}"
    message = Words(
        f"{who} 在 {when} 存了第 {last.version} 版，您填的还没有存。",
        f"{who} saved version {last.version} at {when}; yours is not saved yet.",
    )
    remedy = Words(
        f"请对照第 {last.version} 版；再按一次“存为新版本”，您这一份就成为第 {last.version + 1} 版。",
        f"Compare it; press save once more to make yours version {last.version + 1}.",
    )
    return WordsError("changed", message, remedy)
