"""Verbs of the cases (纠错办理)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from guiju.apps.cases.flow import FLOW, Move
from guiju.apps.cases.models import Case, Contact
from guiju.apps.cases.sealing import seal, unseal
from guiju.apps.cases.terms import FIELDS, OTHER
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services.correct import Corrected, correction_take_back, edition_correct
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.accounts.tokens import token_digest
from guiju.kernel.history.services import event_record

RULE = "cases.handle"
LONGEST = {"should_be": 500, "explanation": 2_000, "evidence_link": 500, "contact": 200, "answer": 1_000}
CONTACT_DAYS = 90
_WEB_ADDRESS = URLValidator(schemes=["http", "https"])


@transaction.atomic
def case_report(
    *,
    actor: User | None,
    edition: Edition,
    field: str,
    should_be: str,
    explanation: str = "",
    evidence_link: str = "",
    contact: str = "",
    at: datetime,
) -> tuple[Case, str]:
    """Report an error (纠错), signed in or not; returns the case and its receipt, which is told once.

    Raises `WordsError` naming the field at fault. The contact is sealed and enters no history.
    """
    said = {"should_be": should_be, "explanation": explanation, "evidence_link": evidence_link, "contact": contact}
    for name, value in said.items():
        if len(value) > LONGEST[name]:
            most = LONGEST[name]
            raise WordsError("long", Words(f"最多 {most} 个字符。", f"{most} characters at most."), where=name)
    if field not in FIELDS:
        raise WordsError("field", Words("请选择哪里有误。", "Choose what is wrong."), where="field")
    if field != OTHER and not should_be:
        raise WordsError("should_be", Words("请填写应当是什么。", "Say what it should be."), where="should_be")
    if not (explanation or evidence_link):
        message = Words("请给出依据：链接，或说明在哪里看到的。", "Give evidence: a link, or where you saw it.")
        raise WordsError("evidence", message, where="evidence_link")
    if evidence_link:
        _require_web_address(evidence_link)
    receipt = secrets.token_urlsafe(24)
    case = Case.objects.create(
        edition=edition,
        number=edition.number,
        field=field,
        stood=_stood(edition, field),
        should_be=should_be,
        explanation=explanation,
        evidence_link=evidence_link,
        token_digest=token_digest(receipt),
        received_at=at,
        state=FLOW.begins,
        state_since=at,
    )
    if contact:
        Contact.objects.create(case=case, sealed=seal(contact))
    after = {"number": case.number, "field": field, "should_be": should_be, "evidence_link": evidence_link}
    _tell(case, "public" if actor is None else actor.actor, "cases.case.reported", None, after, at=at)
    return case, receipt


@transaction.atomic
def case_move(
    *, actor: User, case: Case, move: str, answer: str = "", value: str = "", evidence_link: str = "", at: datetime
) -> Case:
    """Move a case on as its flow declares (办理): accept, decline, settle, reopen. Raises `WordsError` saying why not.

    To settle makes the correction: `value` (what was reported unless another is given) becomes a dated claim on the
    evidence, and what is on record of the field. To reopen a settled case puts back what stood there.
    """
    permission_require(actor, RULE)
    held = Case.objects.select_for_update().select_related("edition").get(pk=case.pk)
    step = FLOW.move(move, held.state)
    if step.needs_note and not answer:
        raise WordsError("answer", Words("请写明理由。", "Say why."), where="answer")
    if len(answer) > LONGEST["answer"]:
        raise WordsError("long", Words("理由太长。", "The note is too long."), where="answer")
    before = {"state": held.state, "value": held.value}
    if held.undo is not None:
        _take_back(held, held.undo, actor, at)
    if step.target == "settled":
        _correct(held, actor, value, evidence_link, at)
    held.state, held.state_since, held.handler, held.answer = step.target, at, actor, answer
    held.save()
    _tell(held, actor.actor, f"cases.case.{_deed(step)}", before, {"state": held.state, "value": held.value}, at=at)
    return held


@transaction.atomic
def contact_open(*, actor: User, case: Case, at: datetime) -> str:
    """Open the sealed contact (启封联系方式); that it was opened, and by whom, is recorded. "" when there is none."""
    permission_require(actor, RULE)
    contact = Contact.objects.filter(case=case).first()
    if contact is None:
        return ""
    _tell(case, actor.actor, "cases.contact.opened", None, None, at=at)
    return unseal(bytes(contact.sealed))


@transaction.atomic
def contact_erase(*, actor: User | None, case: Case, reporter: bool, at: datetime) -> None:
    """Erase the contact (删除联系方式): the reporter by the receipt, or somebody who handles the case."""
    if not reporter:
        permission_require(actor, RULE)
    if Contact.objects.filter(case=case).delete()[0]:
        _tell(case, "public" if reporter else actor_of(actor), "cases.contact.erased", None, None, at=at)


def contacts_purge(*, at: datetime) -> int:
    """Erase the contacts of cases closed 90 days ago (house rule); returns how many."""
    ended = [state.name for state in FLOW.states.values() if state.ends]
    old = Contact.objects.filter(case__state__in=ended, case__state_since__lt=at - timedelta(days=CONTACT_DAYS))
    count = 0
    for contact in old.select_related("case"):
        contact_erase(actor=None, case=contact.case, reporter=False, at=at)
        count += 1
    return count


def _correct(case: Case, actor: User, value: str, evidence_link: str, at: datetime) -> None:
    if evidence_link:
        _require_web_address(evidence_link)
    case.value = value or case.should_be
    if case.field == OTHER:
        return
    done = edition_correct(
        actor=actor,
        edition=case.edition,
        field=case.field,
        value=case.value,
        evidence=evidence_link or case.evidence_link or f"case:{case.pk}",
        said_on=timezone.localdate(at),
        at=at,
        reason=f"case:{case.pk}",
    )
    case.undo = done._asdict()


def _take_back(case: Case, undo: Mapping[str, Any], actor: User, at: datetime) -> None:
    done = Corrected(**undo)
    correction_take_back(actor=actor, edition=case.edition, done=done, at=at, reason=f"case:{case.pk}")
    case.undo = None


def _stood(edition: Edition, field: str) -> str:
    value: Any = getattr(edition, field, "")
    return "、".join(value) if isinstance(value, list) else str(value)


def _deed(step: Move) -> str:
    return {"accept": "accepted", "decline": "declined", "settle": "settled", "reopen": "reopened"}[step.name]


def _require_web_address(link: str) -> None:
    try:
        _WEB_ADDRESS(link)
    except ValidationError as error:
        message = Words("依据的链接不是网页地址。", "The link is not the address of a web page.")
        remedy = Words("请写成 https:// 开头的地址。", "Write it from https:// on.")
        raise WordsError("evidence", message, remedy, where="evidence_link") from error


def _tell(case: Case, actor: str, action: str, before: Any, after: Any, *, at: datetime) -> None:
    event_record(
        actor=actor, action=action, object_kind="case", object_id=str(case.pk), before=before, after=after, at=at
    )
