"""Reads of the schemes an office keeps (考核方案的查询)."""

from __future__ import annotations

from datetime import date

from guiju.apps.ledger.models import Assessment, KeptScheme
from guiju.apps.ledger.roles import KEEPERS
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisations_where


def schemes_kept(person: User, on: date) -> list[KeptScheme]:
    """The last version of every scheme of one's offices, by name."""
    offices = organisations_where(user=person, roles=KEEPERS, on=on)
    rows = KeptScheme.objects.filter(office__in=offices).select_related("office").order_by("version")
    last = {(row.office_id, row.code): row for row in rows}
    return sorted(last.values(), key=lambda row: (row.title, row.pk))


def versions_of(kept: KeptScheme) -> list[KeptScheme]:
    """All versions of its scheme, the newest first."""
    rows = KeptScheme.objects.filter(office=kept.office_id, code=kept.code)
    return list(rows.select_related("saved_by", "office").order_by("-version"))


def opened_with(kept: KeptScheme) -> dict[int, list[Assessment]]:
    """The assessments of the office that were opened with a version of this scheme, by that version."""
    versions = {row.text: row.version for row in versions_of(kept)}
    found: dict[int, list[Assessment]] = {}
    for row in Assessment.objects.filter(office=kept.office_id, scheme__in=versions).order_by("-opened_at"):
        found.setdefault(versions[row.scheme], []).append(row)
    return found


def kept_of(assessment: Assessment) -> KeptScheme | None:
    """The version an assessment was opened with, where its office keeps it."""
    return KeptScheme.objects.filter(office=assessment.office_id, text=assessment.scheme).first()
