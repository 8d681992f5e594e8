"""Which procedures there are (程序及其版本): those of files for new cases, those of the table for running ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guiju.domain.calendar import HOLIDAYS, LIMITS, CalendarError, WorkCalendar, limits_read, overrides_read
from guiju.domain.calendar.limits import Limit
from guiju.domain.declarations import DeclarationError
from guiju.domain.procedures import Procedure, procedure_load
from guiju.kernel.procedures.errors import unknown_procedure
from guiju.kernel.procedures.folders import declaration_text, procedure_files
from guiju.kernel.procedures.models import Case, ProcedureText


def procedures_on(day: date) -> dict[str, Procedure]:
    """The procedures new cases can follow on a day, by code: of each the highest version in force."""
    found: dict[str, Procedure] = {}
    for procedure, _ in _declared():
        known = found.get(procedure.code)
        if procedure.begins_on <= day and (known is None or known.version <= procedure.version):
            found[procedure.code] = procedure
    return found


def declaration_problems() -> list[DeclarationError]:
    """Files that cannot be used, for those who keep them."""
    problems = []
    for path in procedure_files(settings.VAR):
        try:
            _loaded(declaration_text(path), path.name, _limits_key())
        except DeclarationError as error:
            problems.append(error)
    return problems


def procedure_fixed(code: str, *, on: date, at: datetime) -> Procedure:
    """The procedure for a new case; its version is kept from now on as it is. Raises `CaseError`."""
    procedure = procedures_on(on).get(code)
    if procedure is None:
        raise unknown_procedure(code)
    text = next(text for found, text in _declared() if found is procedure)
    version = procedure.version
    kept, _ = ProcedureText.objects.get_or_create(
        code=code, version=version, defaults={"text": text, "recorded_at": at}
    )
    return _loaded(kept.text, f"{code}.toml", _limits_key())


def procedure_of(code: str, version: int) -> Procedure:
    """The procedure a case runs under."""
    text = ProcedureText.objects.values_list("text", flat=True).get(code=code, version=version)
    return _loaded(text, f"{code}.toml", _limits_key())


def procedures_of(cases: Iterable[Case]) -> dict[int, Procedure]:
    """The procedures that cases run under, by the ids of the cases, with one question for all."""
    rows = list(cases)
    texts = {
        (row.code, row.version): row.text
        for row in ProcedureText.objects.filter(code__in={case.procedure for case in rows})
    }
    key = _limits_key()
    return {c.pk: _loaded(texts[c.procedure, c.version], f"{c.procedure}.toml", key) for c in rows}


def work_calendar() -> WorkCalendar:
    """The working days of this installation: the country's, with what it has entered."""
    calendar = HOLIDAYS
    for path in _own("calendar"):
        calendar = _with_days(declaration_text(path), path.name, calendar)
    return calendar


def days_digest() -> str:
    """Differs when working days or limits of law do, and with them deadlines."""
    told = f"{work_calendar().digest} {_limits(_limits_key())}"
    return hashlib.sha256(told.encode()).hexdigest()


def _declared() -> list[tuple[Procedure, str]]:
    found = []
    for path in procedure_files(settings.VAR):
        text = declaration_text(path)
        try:
            found.append((_loaded(text, path.name, _limits_key()), text))
        except DeclarationError:
            continue
    return found


def _own(folder: str) -> list[Path]:
    return sorted((settings.VAR / "declarations" / folder).glob("*.toml"))


def _limits_key() -> tuple[tuple[str, str], ...]:
    return tuple((path.name, declaration_text(path)) for path in _own("limits"))


@lru_cache(maxsize=200)
def _loaded(text: str, name: str, limits: tuple[tuple[str, str], ...]) -> Procedure:
    return procedure_load(text, name, limits=_limits(limits))


@lru_cache(maxsize=8)
def _limits(own: tuple[tuple[str, str], ...]) -> dict[str, tuple[Limit, ...]]:
    limits = dict(LIMITS)
    for name, text in own:
        try:
            limits |= limits_read(text, name)
        except CalendarError:
            continue
    return limits


@lru_cache(maxsize=20)
def _with_days(text: str, name: str, calendar: WorkCalendar) -> WorkCalendar:
    try:
        return overrides_read(text, name, calendar)
    except CalendarError:
        return calendar
