"""Verbs of organisations and their units (单位与内设机构)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from guiju.domain.codes.uscc import uscc_is_valid
from guiju.kernel.accounts import errors
from guiju.kernel.accounts.models import Organisation, Unit, User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.queries import memberships_on
from guiju.kernel.accounts.roles import ADMINISTRATORS, ORGANISATION_KINDS
from guiju.kernel.accounts.services.recording import account_record, changed

LONGEST = 200


@transaction.atomic
def organisation_create(
    *, actor: User | None, name: str, kind: str, name_en: str = "", uscc: str = "", at: datetime
) -> Organisation:
    """Add an organisation; `kind` as in roles.toml."""
    permission_require(actor, "accounts.users_manage")
    if kind not in ORGANISATION_KINDS:
        raise errors.unknown(kind)
    fields = {"name": _named(name), "name_en": name_en.strip()[:300], "uscc": _uscc(uscc, None)}
    organisation = Organisation.objects.create(kind=kind, **fields)
    account_record(actor, "organisation_created", organisation, after=fields | {"kind": kind}, at=at)
    return organisation


@transaction.atomic
def organisation_change(
    *, actor: User | None, organisation: Organisation, name: str, name_en: str = "", uscc: str = "", at: datetime
) -> None:
    """Give an organisation another name or code; its kind stays, because roles depend on it."""
    permission_require(actor, "accounts.users_manage")
    before = {"name": organisation.name, "name_en": organisation.name_en, "uscc": organisation.uscc}
    fields = {"name": _named(name), "name_en": name_en.strip()[:300], "uscc": _uscc(uscc, organisation)}
    was, now = changed(before, fields)
    if now:
        organisation.name, organisation.name_en, organisation.uscc = fields.values()
        organisation.save(update_fields=list(fields))
        account_record(actor, "organisation_changed", organisation, before=was, after=now, at=at)


@transaction.atomic
def organisation_close(
    *, actor: User | None, organisation: Organisation, closed_on: date | None, reason: str = "", at: datetime
) -> None:
    """Close an organisation from a day on (撤销), or open it again (None); roles in it count no longer from that day.

    Not while somebody is an administrator there: that role is revoked first.
    """
    permission_require(actor, "accounts.users_manage")
    administrators = memberships_on(localdate(at)).filter(organisation=organisation, role__in=ADMINISTRATORS)
    if closed_on is not None and administrators.exists():
        raise errors.ADMINISTRATORS_THERE
    before, organisation.closed_on = organisation.closed_on, closed_on
    organisation.save(update_fields=["closed_on"])
    action = "organisation_closed" if closed_on else "organisation_reopened"
    was, now = {"closed_on": before}, {"closed_on": closed_on}
    account_record(actor, action, organisation, before=was, after=now, reason=reason, at=at)


@transaction.atomic
def unit_create(
    *, actor: User | None, organisation: Organisation, name: str, parent: Unit | None = None, at: datetime
) -> Unit:
    """Add a unit to an organisation, below another of its units if given."""
    permission_require(actor, "accounts.units_manage", organisation)
    if parent is not None and parent.organisation_id != organisation.pk:
        raise errors.FOREIGN_UNIT
    name = _unit_named(organisation, parent, name, None)
    unit = Unit.objects.create(organisation=organisation, parent=parent, name=name)
    after = {"organisation": organisation.pk, "parent": parent and parent.pk, "name": name}
    account_record(actor, "unit_created", unit, after=after, at=at)
    return unit


@transaction.atomic
def unit_change(*, actor: User | None, unit: Unit, name: str, parent: Unit | None, at: datetime) -> None:
    """Rename a unit, or move it below another one of its organisation (None: to the top); never below itself."""
    permission_require(actor, "accounts.units_manage", unit)
    Organisation.objects.select_for_update().get(pk=unit.organisation_id)  # two moves at once could make a ring
    above: Unit | None = parent
    while above is not None:
        if above.organisation_id != unit.organisation_id:
            raise errors.FOREIGN_UNIT
        if above.pk == unit.pk:
            raise errors.UNIT_BELOW_ITSELF
        above = above.parent
    name = _unit_named(unit.organisation, parent, name, unit)
    was, now = changed(
        {"name": unit.name, "parent": unit.parent_id}, {"name": name, "parent": parent.pk if parent else None}
    )
    if now:
        unit.name, unit.parent = name, parent
        unit.save(update_fields=["name", "parent"])
        account_record(actor, "unit_changed", unit, before=was, after=now, at=at)


@transaction.atomic
def unit_close(*, actor: User | None, unit: Unit, closed_on: date | None, at: datetime) -> None:
    """Close a unit from a day on, or open it again (None); not while it has people or open units below it."""
    permission_require(actor, "accounts.units_manage", unit)
    today = localdate(at)
    busy = memberships_on(today).filter(unit=unit).exists() or unit.children.filter(open_units(today)).exists()
    if closed_on is not None and busy:
        raise errors.UNIT_BUSY
    before, unit.closed_on = unit.closed_on, closed_on
    unit.save(update_fields=["closed_on"])
    action = "unit_closed" if closed_on else "unit_reopened"
    account_record(actor, action, unit, before={"closed_on": before}, after={"closed_on": closed_on}, at=at)


def open_units(day: date) -> Q:
    """Units there are on a day."""
    return Q(closed_on=None) | Q(closed_on__gt=day)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST:
        raise errors.NAME_WRONG
    return name


def _unit_named(organisation: Organisation, parent: Unit | None, name: str, unit: Unit | None) -> str:
    name = _named(name)
    same = Unit.objects.filter(organisation=organisation, parent=parent, name=name)
    if same.exclude(pk=unit.pk if unit else 0).exists():
        raise errors.UNIT_TAKEN
    return name


def _uscc(text: str, organisation: Organisation | None) -> str:
    code = text.strip().upper()
    if code and not uscc_is_valid(code):
        raise errors.USCC_WRONG
    if code and Organisation.objects.filter(uscc=code).exclude(pk=organisation.pk if organisation else 0).exists():
        raise errors.USCC_TAKEN
    return code
