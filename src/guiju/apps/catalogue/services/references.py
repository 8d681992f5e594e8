"""Brings reference tables up to date from a file (更新分类与归口): committees and ICS as ISO publishes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from guiju.apps.catalogue.importing.formats import reference_of
from guiju.apps.catalogue.importing.iso_open_data.committees import NAME as COMMITTEES
from guiju.apps.catalogue.importing.iso_open_data.committees import CommitteeRow, committees
from guiju.apps.catalogue.importing.iso_open_data.ics import IcsRow, ics_codes
from guiju.apps.catalogue.importing.record import Problem
from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.apps.catalogue.models import Committee, IcsCode
from guiju.apps.catalogue.services.imports import RULE, SYSTEM, file_digest
from guiju.apps.catalogue.services.sources import sources_ensure
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.history.services import event_record

_SOURCE = "ISO Open Data"
_COMMITTEE = ("title_en", "secretariat", "active")
_ICS = ("level", "parent", "title_en")
Rows = dict[str, dict[str, Any]]


@dataclass(slots=True)
class ReferenceOutcome:
    """What came of a file: in which format it was, rows by what became of them, what could not be taken."""

    adapter: str
    dry_run: bool
    header: tuple[str, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        """Whether the table holds all of it already."""
        return not (self.counts["created"] or self.counts["changed"])


@transaction.atomic
def reference_import(
    *, actor: User | None, path: Path, at: datetime, format: str = "", dry_run: bool = False
) -> ReferenceOutcome:
    """Bring the committees or the ICS up to date; rows the file does not name stay, and so do Chinese titles.

    Again changes nothing. Raises `WordsError` for a file that is neither, or cannot be read.
    """
    permission_require(actor, RULE)
    source = SourceFile(path.name, path=path)
    kind = reference_of(source, format)
    if kind is None:
        raise WordsError(
            "unsupported",
            Words(f"“{path.name}”不是委员会或 ICS 的清单。", f"“{path.name}” lists neither committees nor the ICS."),
            where=path.name,
        )
    rows: Sequence[CommitteeRow | IcsRow]
    if kind == COMMITTEES:
        rows, problems = listed = committees(source)
        before, after = _committees_written(listed[0], dry_run)
    else:
        rows, problems = codes = ics_codes(source)
        before, after = _ics_written(codes[0], dry_run)
    outcome = ReferenceOutcome(kind, dry_run, problems=problems)
    made = sum(1 for key in after if key not in before)
    outcome.counts.update(rows=len(rows) + len(problems), created=made, changed=len(after) - made)
    outcome.counts.update(unchanged=len(rows) - len(after), problems=len(problems))
    if after and not dry_run:
        event_record(
            actor=actor.actor if actor else SYSTEM,
            action="catalogue.reference.imported",
            object_kind="reference",
            object_id=kind,
            before=before,
            after=after,
            evidence=f"{path.name[:200]} sha256:{file_digest(path)}",
            at=at,
        )
    return outcome


def _committees_written(rows: list[CommitteeRow], dry_run: bool) -> tuple[Rows, Rows]:
    """Write what is new or differs; returns those rows as they were and as they are."""
    held = {c.reference: c for c in Committee.objects.select_related("parent")}
    was = {
        key: {name: getattr(c, name) for name in _COMMITTEE} | {"parent": c.parent.reference if c.parent else ""}
        for key, c in held.items()
    }
    after = {r.reference: values for r in rows if was.get(r.reference) != (values := _merged(r._asdict(), was))}
    before = {key: was[key] for key in after if key in was}
    if dry_run or not after:
        return before, after
    source = sources_ensure([_SOURCE])[_SOURCE]
    made = [
        Committee(reference=key, source_id=source, **{name: values[name] for name in _COMMITTEE})
        for key, values in after.items()
    ]
    Committee.objects.bulk_create(
        made, 500, update_conflicts=True, unique_fields=["reference"], update_fields=list(_COMMITTEE)
    )
    ids = dict(Committee.objects.values_list("reference", "id"))
    children = list(Committee.objects.filter(reference__in=list(after)))
    for child in children:
        child.parent_id = ids.get(after[child.reference]["parent"])
    Committee.objects.bulk_update(children, ["parent"], 500)
    return before, after


def _merged(row: Mapping[str, Any], was: Rows) -> dict[str, Any]:
    """The row, with what is held where the file says nothing."""
    values = {name: value for name, value in row.items() if name != "reference"}
    held = was.get(row["reference"], {})
    return {name: value if value != "" else held.get(name, "") for name, value in values.items()}


def _ics_written(rows: list[IcsRow], dry_run: bool) -> tuple[Rows, Rows]:
    """Write what is new or differs; returns those rows as they were and as they are."""
    was: Rows = {row["code"]: row for row in IcsCode.objects.values("code", *_ICS)}
    after: Rows = {row.code: row._asdict() for row in rows if was.get(row.code) != row._asdict()}
    before = {key: was[key] for key in after if key in was}
    if after and not dry_run:
        made = [IcsCode(**values) for values in after.values()]
        IcsCode.objects.bulk_create(made, 500, update_conflicts=True, unique_fields=["code"], update_fields=list(_ICS))
    return before, after
