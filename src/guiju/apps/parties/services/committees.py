"""Verbs of committees (标准化技术委员会的办理): the body, its terms and members, its liaisons, its years."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from guiju.apps.parties import typed as read
from guiju.apps.parties.models import (
    Committee,
    CommitteeLink,
    CommitteeMember,
    CommitteeScore,
    CommitteeTerm,
    Expert,
    Organisation,
)
from guiju.apps.parties.recording import COMMITTEE, differing, party_record
from guiju.apps.parties.terms import COMMITTEE_KINDS, LEVELS, LINK_KINDS, MEMBER_ROLES, SCORES
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

_NUMBER = re.compile(r"[A-Z][A-Z0-9]*(?:/[A-Z]+)*(?:[/ ][A-Z]+ \d{1,4})+")
_SPACED = re.compile(r"\b(JTC|TC|SC|WG|SWG|PC)\s*(\d)")
_DEEPEST = 6


def committee_number(text: str) -> str:
    """A number in its normal form: `SAC/TC28/SC1` → `SAC/TC 28/SC 1`. Raises `WordsError`."""
    plain = " ".join(unicodedata.normalize("NFKC", text).upper().split())[:100]
    number = re.sub(r"\s*/\s*", "/", _SPACED.sub(r"\1 \2", plain))
    if not _NUMBER.fullmatch(number) or len(number) > 60:
        raise read.wrong("number", "委员会编号有误。", "That is no number of a committee.",
                         "例如 SAC/TC 28/SC 1。", "Such as SAC/TC 28/SC 1.")  # fmt: skip
    return number


_READERS: Mapping[str, Callable[[str], Any]] = {
    "number": committee_number,
    "kind": read.one_of(COMMITTEE_KINDS),
    "level": read.one_of(LEVELS),
    "name": read.line(200, needed=True),
    "name_en": read.line(300),
    "scope": read.paragraph(4_000),
    "fields": read.field_codes,
    "established_on": read.day,
    "closed_on": read.day,
    "least": read.whole(1, 1_000),
    "most": read.whole(1, 1_000),
    "most_each": read.whole(1, 1_000),
    "most_share": read.whole(1, 100),
    "rules_basis": read.line(300),
    "source": read.line(200),
}


@transaction.atomic
def committee_add(
    *,
    actor: User | None,
    typed: Mapping[str, str],
    parent: Committee | None = None,
    secretariat: Organisation | None = None,
    fictitious: bool = False,
    at: datetime,
) -> Committee:
    """Record a committee (登记委员会). Raises `FieldsWrong`."""
    permission_require(actor, "parties.keep")
    values = read.all_read(_READERS, {"number": "", "kind": "", "level": "", "name": "", **typed})
    _require_place(values["kind"], parent)
    try:
        with transaction.atomic():
            made = Committee.objects.create(
                **values, parent=parent, secretariat=secretariat, fictitious=fictitious, created_at=at, changed_at=at
            )
    except IntegrityError as error:
        message = Words(f"{values['number']} 已登记。", f"{values['number']} is on record already.")
        raise read.FieldsWrong([WordsError("known", message, where="number")]) from error
    _save(made, at)
    party_record(actor, "committee.added", COMMITTEE, made.pk, after=_told(made), at=at)
    return made


@transaction.atomic
def committee_change(
    *,
    actor: User | None,
    committee: Committee,
    typed: Mapping[str, str],
    secretariat: Organisation | None,
    revision: int,
    at: datetime,
) -> None:
    """Change facts of a committee, not its number (更改). Raises `FieldsWrong`, or stale."""
    permission_require(actor, "parties.committee_edit", committee)
    held = Committee.objects.select_for_update().get(pk=committee.pk)
    if held.revision != revision:
        message = Words("刚才有人改过这条记录。", "Somebody else has just changed this record.")
        raise WordsError("stale", message, Words("请看过现在的内容再改。", "Look at it as it is now, then change it."))
    before = _told(held)
    values = read.all_read(_READERS, {name: text for name, text in typed.items() if name not in ("number", "kind")})
    for name, value in values.items():
        setattr(held, name, value)
    held.secretariat = secretariat
    _save(held, at)
    was, now = differing(before, _told(held))
    if now:
        party_record(actor, "committee.changed", COMMITTEE, held.pk, before=was, after=now, at=at)


@transaction.atomic
def committee_account_set(*, actor: User | None, committee: Committee, account: Account | None, at: datetime) -> None:
    """Say for which body of the accounts its secretariat acts (对应账号单位), so that it keeps this record; or none."""
    permission_require(actor, "parties.keep")
    held = Committee.objects.select_for_update().get(pk=committee.pk)
    before, held.account = held.account_id, account
    _save(held, at)
    party_record(
        actor, "committee.account_set", COMMITTEE, held.pk, before={"account": before},
        after={"account": account and account.pk}, at=at,
    )  # fmt: skip


@transaction.atomic
def committee_term_add(*, actor: User | None, committee: Committee, typed: Mapping[str, str], at: datetime) -> None:
    """Begin a term of office (换届): its ordinal, and from when until when."""
    permission_require(actor, "parties.committee_edit", committee)
    readers: Mapping[str, Callable[[str], Any]] = {
        "ordinal": read.whole(1, 99), "since": read.day, "until": read.day,
    }  # fmt: skip
    values = read.all_read(readers, {"ordinal": "", **typed})
    if values["ordinal"] is None:
        raise read.FieldsWrong([WordsError("missing", Words("请填第几届。", "Which term is it?"), where="ordinal")])
    since, until = values.get("since"), values.get("until")
    if since and until and until < since:
        raise read.FieldsWrong([WordsError("order", Words("止早于起。", "It ends before it begins."), where="until")])
    if committee.terms.filter(ordinal=values["ordinal"]).exists():
        raise read.FieldsWrong([WordsError("known", Words("这一届已登记。", "It is on record."), where="ordinal")])
    CommitteeTerm.objects.create(committee=committee, **values)
    party_record(actor, "committee.term_added", COMMITTEE, committee.pk, after=values, at=at)


@transaction.atomic
def committee_member_add(
    *,
    actor: User | None,
    term: CommitteeTerm,
    organisation: Organisation,
    role: str,
    expert: Expert | None = None,
    at: datetime,
) -> CommitteeMember:
    """Give an organisation a seat in a term (委员), held by an expert where one is named."""
    permission_require(actor, "parties.committee_edit", term.committee)
    code = read.one_of(MEMBER_ROLES)(role)
    made = CommitteeMember.objects.create(term=term, organisation=organisation, role=code, expert=expert)
    after = {"term": term.ordinal, "organisation": organisation.pk, "role": code, "expert": expert and expert.pk}
    party_record(actor, "committee.member_added", COMMITTEE, term.committee_id, after=after, at=at)
    return made


@transaction.atomic
def committee_member_end(*, actor: User | None, member: CommitteeMember, until: date, at: datetime) -> None:
    """End a seat (退出), on its last day."""
    permission_require(actor, "parties.committee_edit", member.term.committee)
    before, member.until = member.until, until
    member.save(update_fields=["until"])
    party_record(
        actor, "committee.member_ended", COMMITTEE, member.term.committee_id, before={"until": before},
        after={"member": member.pk, "until": until}, at=at,
    )  # fmt: skip


@transaction.atomic
def committee_link_set(
    *, actor: User | None, committee: Committee, kind: str, reference: str, since: str = "", linked: bool, at: datetime
) -> None:
    """Note a body it mirrors or keeps in touch with (对口、联络), or that it does no longer."""
    permission_require(actor, "parties.committee_edit", committee)
    readers: Mapping[str, Callable[[str], Any]] = {
        "kind": read.one_of(LINK_KINDS), "reference": committee_number, "since": read.day,
    }  # fmt: skip
    values = read.all_read(readers, {"kind": kind, "reference": reference, "since": since})
    rows = CommitteeLink.objects.filter(committee=committee, kind=values["kind"], reference=values["reference"])
    if linked and not rows.exists():
        other = Committee.objects.filter(number=values["reference"]).exclude(pk=committee.pk).first()
        CommitteeLink.objects.create(committee=committee, other=other, **values)
    elif not linked and rows.exists():
        rows.delete()
    else:
        return
    party_record(actor, "committee.link_set", COMMITTEE, committee.pk, after=values | {"linked": linked}, at=at)


@transaction.atomic
def committee_score_enter(
    *, actor: User | None, committee: Committee, year: str, typed: Mapping[str, str], evidence: str = "", at: datetime
) -> None:
    """Enter what a committee did in a year (年度工作情况); again corrects it. What is not known is left empty."""
    permission_require(actor, "parties.committee_edit", committee)
    number = read.all_read({"year": read.whole(1950, at.year)}, {"year": year})["year"]
    if number is None:
        raise read.FieldsWrong([WordsError("missing", Words("请填年份。", "Enter the year."), where="year")])
    readers = {name: read.whole(0, 100_000) for name in SCORES}
    figures = {name: value for name, value in read.all_read(readers, typed).items() if value is not None}
    for done, due in (("reviews_done", "reviews_due"), ("votes_cast", "votes_due")):
        if done in figures and due in figures and figures[done] > figures[due]:
            message = Words("完成的多于应完成的。", "More were done than were due.")
            raise read.FieldsWrong([WordsError("order", message, where=done)])
    held = CommitteeScore.objects.filter(committee=committee, year=number).first()
    before = {"figures": held.figures, "evidence": held.evidence} if held else None
    values = {"figures": figures, "evidence": read.line(500)(evidence)}
    CommitteeScore.objects.update_or_create(
        committee=committee, year=number, defaults={**values, "entered_at": at}
    )  # fmt: skip
    party_record(
        actor, "committee.score_entered", COMMITTEE, committee.pk, before=before, after=values | {"year": number}, at=at
    )  # fmt: skip


def _save(row: Committee, at: datetime) -> None:
    row.revision += 1
    row.changed_at = at
    row.found_by = "\n".join((row.number, row.number.replace(" ", ""), row.name, row.name_en)).casefold()
    row.save()


def _told(row: Committee) -> dict[str, Any]:
    """A committee as history tells it."""
    return {name: getattr(row, name) for name in (*_READERS, "parent_id", "secretariat_id")}


def _require_place(kind: str, parent: Committee | None) -> None:
    if kind == "SC" and (parent is None or parent.kind != "TC"):
        message = Words("分会须属于一个技术委员会。", "A subcommittee belongs to a technical committee.")
        raise read.FieldsWrong([WordsError("parent", message, where="parent")])
    if kind == "TC" and parent is not None:
        message = Words("技术委员会不属于别的委员会。", "A technical committee belongs to no other.")
        raise read.FieldsWrong([WordsError("parent", message, where="parent")])
