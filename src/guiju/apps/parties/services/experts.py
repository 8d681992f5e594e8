"""Verbs of experts (专家的办理): what is kept of a person, by whom, and erasing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from guiju.apps.parties import typed as read
from guiju.apps.parties.models import Expert, ExpertField, Organisation, Recusal
from guiju.apps.parties.recording import EXPERT, differing, party_record
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.history.queries import events_of
from guiju.kernel.history.services import payload_erase

BECAUSE = "个人信息保护法 第四十七条"
_READERS: Mapping[str, Callable[[str], Any]] = {
    "name": read.line(100, needed=True),
    "fields": read.field_codes,
    "consented_on": read.day,
    "resting_until": read.day,
}


@transaction.atomic
def expert_add(
    *,
    actor: User | None,
    typed: Mapping[str, str],
    employer: Organisation | None = None,
    user: User | None = None,
    fictitious: bool = False,
    at: datetime,
) -> Expert:
    """List an expert who agreed to it (专家入库). Raises `FieldsWrong`."""
    permission_require(actor, "parties.experts_keep")
    values = read.all_read(_READERS, {"name": "", "fields": "", "consented_on": "", **typed})
    if values["consented_on"] is None:
        message = Words("请填写本人同意入库的日期。", "Enter the day on which the person agreed to be listed.")
        raise read.FieldsWrong([WordsError("consent", message, where="consented_on")])
    if user is not None and Expert.objects.filter(user=user).exists():
        message = Words("这个账号已是专家。", "This account is an expert already.")
        raise read.FieldsWrong([WordsError("known", message, where="username")])
    fields = _some(values.pop("fields"))
    made = Expert.objects.create(**values, employer=employer, user=user, fictitious=fictitious, created_at=at)
    ExpertField.objects.bulk_create(ExpertField(expert=made, field=field) for field in fields)
    party_record(actor, "expert.added", EXPERT, made.pk, after=_told(made), at=at)
    return made


@transaction.atomic
def expert_change(
    *,
    actor: User | None,
    expert: Expert,
    typed: Mapping[str, str],
    employer: Organisation | None,
    listed: bool,
    revision: int,
    at: datetime,
) -> None:
    """Change what is kept (更改): by keepers, or by the person. Raises `FieldsWrong`, or stale."""
    permission_require(actor, "parties.expert_edit", expert)
    held = _held(expert, revision)
    values = read.all_read(_READERS, typed)
    before = _told(held)
    fields = values.pop("fields", None)
    for name, value in values.items():
        setattr(held, name, value)
    held.employer, held.listed = employer, listed
    _save(held)
    if fields is not None:
        _some(fields)
        held.fields.exclude(field__in=fields).delete()
        known = set(held.fields.values_list("field", flat=True))
        ExpertField.objects.bulk_create(ExpertField(expert=held, field=one) for one in fields if one not in known)
    was, now = differing(before, _told(held))
    if now:
        party_record(actor, "expert.changed", EXPERT, held.pk, before=was, after=now, at=at)


@transaction.atomic
def expert_recusal_set(
    *, actor: User | None, expert: Expert, organisation: Organisation, kept_out: bool, until: date | None, at: datetime
) -> None:
    """Keep an expert out of the matters of an organisation (回避), until a day or for good; or no longer."""
    permission_require(actor, "parties.expert_edit", expert)
    held = Expert.objects.select_for_update().get(pk=expert.pk)
    rows = Recusal.objects.filter(expert=held, organisation=organisation)
    before = [str(row.until) for row in rows]
    rows.delete()
    if kept_out:
        Recusal.objects.create(expert=held, organisation=organisation, until=until)
    elif not before:
        return
    after = {"organisation": organisation.pk, "kept_out": kept_out, "until": until}
    party_record(actor, "expert.recusal_set", EXPERT, held.pk, before={"until": before}, after=after, at=at)


@transaction.atomic
def expert_erase(*, actor: User | None, expert: Expert, at: datetime) -> None:
    """Erase a person (删除个人信息): name, employer, fields, recusals, and what history told of them.

    The number stays, because draws that were published refer to codes made from it.
    """
    permission_require(actor, "parties.expert_erase", expert)
    held = Expert.objects.select_for_update().get(pk=expert.pk)
    if held.erased_at is not None:
        return
    held.fields.all().delete()
    held.recusals.all().delete()
    held.name, held.employer, held.user, held.consented_on, held.resting_until = "", None, None, None, None
    held.listed, held.erased_at = False, at
    _save(held)
    for event in events_of(EXPERT, str(held.pk)).filter(payload__erased_at=None).exclude(payload=None):
        payload_erase(sequence=event.sequence, actor=actor_of(actor), because=BECAUSE, at=at)
    party_record(actor, "expert.erased", EXPERT, held.pk, evidence=BECAUSE, at=at)


def _held(expert: Expert, revision: int) -> Expert:
    held = Expert.objects.select_for_update().get(pk=expert.pk)
    if held.erased_at is not None:
        raise WordsError("erased", Words("个人信息已删除。", "The personal data are erased."), where="name")
    if held.revision != revision:
        message = Words("刚才有人改过这条记录。", "Somebody else has just changed this record.")
        raise WordsError("stale", message, Words("请看过现在的内容再改。", "Look at it as it is now, then change it."))
    return held


def _save(row: Expert) -> None:
    row.revision += 1
    row.save()


def _some(fields: list[str]) -> list[str]:
    if not fields:
        message = Words("请至少填一个专业。", "Enter one field at least.")
        raise read.FieldsWrong([WordsError("missing", message, where="fields")])
    return fields


def _told(row: Expert) -> dict[str, Any]:
    """An expert as history tells it; erased with the person."""
    names = ("name", "employer_id", "user_id", "consented_on", "resting_until", "listed")
    fields = sorted(row.fields.values_list("field", flat=True))
    return {**{name: getattr(row, name) for name in names}, "fields": fields}
