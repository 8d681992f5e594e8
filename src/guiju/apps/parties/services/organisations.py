"""Verbs of organisations (机构的办理): add, change, rename, close, tie to the account that acts for one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from guiju.apps.parties import typed as read
from guiju.apps.parties.models import Organisation, OrganisationKind, OrganisationName
from guiju.apps.parties.queries.organisations import organisation_open
from guiju.apps.parties.recording import PARTY, differing, party_record
from guiju.apps.parties.search import organisation_touch
from guiju.apps.parties.terms import KINDS, UNIT
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

READERS: Mapping[str, Callable[[str], Any]] = {
    "name": read.line(200, needed=True),
    "name_en": read.line(300),
    "uscc": read.uscc,
    "kinds": read.some_of(KINDS),
    "region": read.region_code,
    "sector": read.sector_code,
    "source": read.line(200),
}
CHANGED = ("name_en", "uscc", "kinds", "region", "sector", "source")
_DEEPEST = 8


@transaction.atomic
def organisation_add(
    *,
    actor: User | None,
    typed: Mapping[str, str],
    parent: Organisation | None = None,
    fictitious: bool = False,
    at: datetime,
) -> Organisation:
    """Add an organisation, or a unit of one (新增机构). `typed` as people write it. Raises `FieldsWrong`."""
    permission_require(actor, "parties.keep")
    values = read.all_read(READERS, {"name": "", "kinds": "", **typed})
    kinds = values.pop("kinds")
    require_place(kinds, depth_of(parent))
    _require_new(values["name"], values.get("uscc", ""), parent)
    try:
        with transaction.atomic():
            made = Organisation.objects.create(
                **values, parent=parent, fictitious=fictitious, created_at=at, changed_at=at
            )
    except IntegrityError as error:
        raise _uscc_taken(values.get("uscc", "")) from error
    OrganisationKind.objects.bulk_create(OrganisationKind(organisation=made, kind=kind) for kind in kinds)
    OrganisationName.objects.create(organisation=made, name=made.name, folded=read.name_folded(made.name))
    found_by_write(made)
    party_record(actor, "organisation.added", PARTY, made.pk, after=told_of(made), at=at)
    return made


@transaction.atomic
def organisation_change(
    *, actor: User | None, organisation: Organisation, typed: Mapping[str, str], revision: int, at: datetime
) -> None:
    """Change facts of an organisation (更改), not its name. Raises `FieldsWrong`, or stale when somebody else did."""
    permission_require(actor, "parties.organisation_edit", organisation)
    held = held_for(organisation, revision)
    values = read.all_read({name: READERS[name] for name in CHANGED}, typed)
    before = told_of(held)
    kinds = values.pop("kinds", None)
    if kinds is not None and UNIT in (*kinds, *before["kinds"]) and kinds != before["kinds"]:
        require_place(kinds, depth_of(held.parent))
    for name, value in values.items():
        setattr(held, name, value)
    try:
        with transaction.atomic():
            _save(held, at)
    except IntegrityError as error:
        raise _uscc_taken(held.uscc) from error
    if kinds is not None:
        held.kinds.exclude(kind__in=kinds).delete()
        OrganisationKind.objects.bulk_create(
            [OrganisationKind(organisation=held, kind=kind) for kind in kinds], ignore_conflicts=True
        )
    _tell(actor, "organisation.changed", held, before, at)


@transaction.atomic
def organisation_rename(
    *, actor: User | None, organisation: Organisation, name: str, since: str, revision: int, at: datetime
) -> None:
    """Give it another name from a day on (更名); the old one is kept with its last day."""
    permission_require(actor, "parties.organisation_edit", organisation)
    held = held_for(organisation, revision)
    values = read.all_read({"name": READERS["name"], "since": read.day}, {"name": name, "since": since})
    if values["name"] == held.name:
        raise WordsError("same", Words("与现名相同。", "It has this name already."), where="name")
    _require_new(values["name"], held.uscc, held.parent, besides=held.pk)
    before, begins = told_of(held), values["since"]
    current = held.names.filter(name=held.name, until=None).order_by("-pk").first()
    if current is not None:
        if begins is not None and current.since is not None and begins <= current.since:
            raise WordsError(
                "order", Words("早于现名启用的日期。", "This is before its present name began."), where="since"
            )
        current.until = begins - timedelta(days=1) if begins else None
        current.save(update_fields=["until"])
    held.name = values["name"]
    OrganisationName.objects.create(
        organisation=held, name=held.name, folded=read.name_folded(held.name), since=begins
    )  # fmt: skip
    _save(held, at)
    found_by_write(held)
    _tell(actor, "organisation.renamed", held, before, at)


@transaction.atomic
def organisation_close(
    *, actor: User | None, organisation: Organisation, on: date | None, revision: int, reason: str = "", at: datetime
) -> None:
    """Note from which day it is no more (撤销、注销), or that it is (None)."""
    permission_require(actor, "parties.keep")
    held = held_for(organisation, revision)
    before = told_of(held)
    held.closed_on = on
    _save(held, at)
    _tell(actor, "organisation.closed" if on else "organisation.reopened", held, before, at, reason=reason[:500])


@transaction.atomic
def organisation_link(
    *, actor: User | None, organisation: Organisation, account: Account | None, revision: int, at: datetime
) -> None:
    """Say which body of the accounts acts for it (对应账号单位), or that none does."""
    permission_require(actor, "parties.keep")
    held = held_for(organisation, revision)
    if account is not None and Organisation.objects.filter(account=account).exclude(pk=held.pk).exists():
        message = Words("这个账号单位已对应另一机构。", "This account belongs to another organisation already.")
        raise WordsError(
            "account", message, Words("两者相同的请先合并。", "Merge them if they are the same."), "account"
        )
    if account is not None and account.uscc and held.uscc and account.uscc != held.uscc:
        message = Words("两者的统一社会信用代码不同。", "Their unified social credit codes differ.")
        raise WordsError("account", message, where="account")
    before = told_of(held)
    held.account = account
    _save(held, at)
    _tell(actor, "organisation.linked", held, before, at)


def held_for(organisation: Organisation, revision: int) -> Organisation:
    """The record, locked. Raises `WordsError` stale when it was changed since that revision, merged when it is gone."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if held.merged_into_id is not None:
        message = Words("这条记录已合并到另一机构。", "This record was merged into another.")
        raise WordsError("merged", message, where="name")
    if held.revision != revision:
        message = Words("刚才有人改过这条记录。", "Somebody else has just changed this record.")
        raise WordsError("stale", message, Words("请看过现在的内容再改。", "Look at it as it is now, then change it."))
    return held


def told_of(row: Organisation) -> dict[str, Any]:
    """An organisation as history tells it."""
    names = ("name", "name_en", "uscc", "region", "sector", "source", "closed_on", "parent_id", "account_id")
    kinds = sorted(row.kinds.values_list("kind", flat=True))
    return {**{name: getattr(row, name) for name in names}, "kinds": kinds}


def found_by_write(row: Organisation) -> None:
    """Bring what it is found by up to date: every name it bears or bore, in English, and its code; tell the index."""
    names = row.names.order_by("pk").values_list("name", flat=True)
    Organisation.objects.filter(pk=row.pk).update(found_by=found_by_text([row.name, *names], row.name_en, row.uscc))
    organisation_touch(row.pk)


def found_by_text(names: Iterable[str], name_en: str, uscc: str) -> str:
    """What an organisation of these names is found by."""
    return "\n".join(dict.fromkeys([*names, name_en, uscc])).casefold()


def _save(row: Organisation, at: datetime) -> None:
    row.revision += 1
    row.changed_at = at
    row.save()
    found_by_write(row)


def _tell(
    actor: User | None, action: str, row: Organisation, was: Mapping[str, Any], at: datetime, reason: str = ""
) -> None:
    before, after = differing(was, told_of(row))
    if after:
        party_record(actor, action, PARTY, row.pk, before=before, after=after, reason=reason, at=at)


def require_place(kinds: list[str], depth: int) -> None:
    """An organisation of these kinds may stand below so many others. Raises `FieldsWrong`."""
    if UNIT in kinds and (not depth or len(kinds) > 1):
        message = Words(
            "内设机构须有所属单位，且不兼其他类别。", "A unit is part of an organisation and of no other kind."
        )
        raise read.FieldsWrong([WordsError("unit", message, where="kinds")])
    if depth > _DEEPEST:
        message = Words("层级太深。", "There are too many levels.")
        raise read.FieldsWrong([WordsError("deep", message, where="parent")])


def depth_of(parent: Organisation | None) -> int:
    """How many levels there are down to below this one, counted no further than is allowed."""
    depth = 0
    while parent is not None and depth <= _DEEPEST:
        depth, parent = depth + 1, parent.parent
    return depth


def _require_new(name: str, uscc: str, parent: Organisation | None, besides: int = 0) -> None:
    same = Organisation.objects.filter(merged_into=None, parent=parent, names__folded=read.name_folded(name))
    others = same.exclude(pk=besides).distinct().values_list("name", "uscc")[:20]
    require_unlike(uscc, others)


def require_unlike(uscc: str, others: Iterable[tuple[str, str]]) -> None:
    """Organisations of the same name, given with their codes, have other codes. Raises `FieldsWrong`."""
    for name, code in others:
        if not (uscc and code and uscc != code):
            message = Words(f"已有同名机构：{name}。", f"There is {name} of this name.")
            remedy = Words("请打开那条记录补充。", "Open that record and complete it.")
            raise read.FieldsWrong([WordsError("known", message, remedy, where="name")])


def _uscc_taken(code: str) -> read.FieldsWrong:
    other = organisation_open(code)
    return uscc_taken(other.name if other else code)


def uscc_taken(name: str) -> read.FieldsWrong:
    """The code belongs to the organisation of that name."""
    message = Words(f"此代码已属于 {name}。", f"This code belongs to {name}.")
    return read.FieldsWrong([WordsError("taken", message, where="uscc")])
