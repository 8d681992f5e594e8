"""Numbers the catalogue lacks (未收录): counted by checks, settled once by a person, reused by every later check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import F

from guiju.apps.catalogue.queries import has_edition
from guiju.apps.catalogue.services import edition_record
from guiju.apps.validity.models import UnlistedNumber
from guiju.domain.language import Words, WordsError
from guiju.domain.numbers import NumberError, edition_key, parse
from guiju.domain.validity import Verdict
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import permission_require
from guiju.kernel.files.models import StoredFile
from guiju.kernel.history.services import event_record

RULE = "validity.settle"
_LINK_LENGTH = 500
_BATCH = 500
_WEB_ADDRESS = URLValidator(schemes=["http", "https"])
OUTCOMES = ("recorded", "same_as", "no_such_number")


def numbers_count(*, result: Mapping[str, Any], at: datetime) -> None:
    """Add the result's unlisted numbers to the queue, each once however often it is cited there.

    Only the number and the title beside it are kept, never whose.
    """
    titles: dict[str, str] = {}
    for file in result["files"]:
        for citation in file["citations"]:
            for member in citation["members"]:
                if member["verdict"] == Verdict.NOT_IN_CATALOGUE:
                    titles.setdefault(member["number"], citation["title_in_text"][:300])
    known = _asked_again(list(titles), at)
    UnlistedNumber.objects.bulk_create(
        [
            UnlistedNumber(number=number, title=title, asked=1, first_asked_at=at, last_asked_at=at)
            for number, title in titles.items()
            if number not in known and len(number) <= 200
        ],
        ignore_conflicts=True,
        batch_size=_BATCH,
    )


def _asked_again(numbers: Sequence[str], at: datetime) -> set[str]:
    """Raise the count of those among `numbers` that are known already; returns them."""
    known: set[str] = set()
    for first in range(0, len(numbers), _BATCH):
        rows = UnlistedNumber.objects.filter(number__in=numbers[first : first + _BATCH])
        known.update(rows.values_list("number", flat=True))
        rows.update(asked=F("asked") + 1, last_asked_at=at)
    return known


@transaction.atomic
def number_settle(
    *,
    actor: User,
    number: str,
    outcome: str,
    at: datetime,
    meant: str = "",
    title: str = "",
    asserted_status: str = "",
    evidence_link: str = "",
    evidence_file: StoredFile | None = None,
    note: str = "",
) -> UnlistedNumber:
    """Settle a number (核实): it is real (recorded with its title), it means another one, or nobody published it.

    Evidence is a link or a file and is required. Raises `WordsError` naming the field at fault.
    """
    permission_require(actor, RULE)
    row = UnlistedNumber.objects.select_for_update().get(number=number)
    if outcome not in OUTCOMES:
        raise WordsError("outcome", Words("请选择核实结论。", "Choose what was found."), where="outcome")
    if not evidence_link and evidence_file is None:
        message = Words("请给出依据：公告链接或文件。", "Give the evidence: a link or a file.")
        raise WordsError("evidence", message, where="evidence_link")
    if evidence_link:
        _require_web_address(evidence_link)
    if outcome == "same_as":
        meant = _meant(meant)
    if outcome == "recorded":
        _record(row, actor=actor, title=title, status=asserted_status, link=evidence_link, at=at)
    before = {"outcome": row.outcome, "meant": row.meant}
    row.outcome, row.meant, row.note = outcome, meant if outcome == "same_as" else "", note
    row.evidence_link, row.evidence_file = evidence_link, evidence_file
    row.settled_by, row.settled_at = actor, at
    row.save()
    _tell(row, actor, "validity.number.settled", before, at=at)
    return row


@transaction.atomic
def number_reopen(*, actor: User, number: str, at: datetime) -> UnlistedNumber:
    """Take a settlement back (撤销核实): the number is asked about again."""
    permission_require(actor, RULE)
    row = UnlistedNumber.objects.select_for_update().get(number=number)
    before = {"outcome": row.outcome, "meant": row.meant}
    row.outcome = row.meant = ""
    row.settled_by = row.settled_at = None
    row.save()
    _tell(row, actor, "validity.number.reopened", before, at=at)
    return row


def _require_web_address(link: str) -> None:
    try:
        if len(link) > _LINK_LENGTH:
            raise ValidationError("too long")
        _WEB_ADDRESS(link)
    except ValidationError as error:
        message = Words("依据的链接不是网页地址。", "The link given as evidence is not the address of a web page.")
        remedy = Words(
            "请写成 https:// 开头的地址，最长 500 个字符。", "Write it from https:// on, 500 characters at most."
        )
        raise WordsError("evidence", message, remedy, where="evidence_link") from error


def _meant(text: str) -> str:
    try:
        key = edition_key(parse(text))
    except NumberError as error:
        raise WordsError("meant", error.message, where="meant") from error
    if not has_edition(key):
        message = Words(f"标准库中没有 {key}。", f"The catalogue has no {key}.")
        raise WordsError("meant", message, where="meant")
    return key


def _record(row: UnlistedNumber, *, actor: User, title: str, status: str, link: str, at: datetime) -> None:
    if not (title or row.title):
        raise WordsError("title", Words("请填写标准名称。", "Enter the title of the standard."), where="title")
    edition_record(
        actor=actor,
        number=row.number,
        title_zh=title or row.title,
        asserted_status=status,
        source=link or "人工核实",
        at=at,
    )


def _tell(row: UnlistedNumber, actor: User, action: str, before: dict[str, Any], *, at: datetime) -> None:
    event_record(
        actor=actor.actor,
        action=action,
        object_kind="unlisted_number",
        object_id=row.number,
        before=before,
        after={"outcome": row.outcome, "meant": row.meant, "evidence_link": row.evidence_link, "note": row.note},
        evidence=row.evidence_link,
        at=at,
    )
