"""Organisations (机构): what they are, their names over time, and which were found to be the same."""

from __future__ import annotations

from django.db import models

from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User


class Organisation(models.Model):
    """An organisation, or a unit of one (机构、内设机构).

    `account` is the body of the accounts that acts for it, where somebody does: people and roles stand there, facts
    stand here. `parent`: what a unit is part of. `region` is a code of GB/T 2260, `sector` one of GB/T 4754.
    `merged_into`: this record was a duplicate of that one. `revision` counts changes, so that of two people who change
    the same record one is told. `found_by` holds every name and the code, for searching.
    """

    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    uscc = models.CharField(max_length=18, blank=True)
    region = models.CharField(max_length=6, blank=True, db_index=True)
    sector = models.CharField(max_length=5, blank=True, db_index=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="units")
    closed_on = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)
    fictitious = models.BooleanField(default=False)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, null=True, related_name="+")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    found_by = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uscc"], condition=~models.Q(uscc=""), name="parties_organisation_uscc"),
        ]
        indexes = [models.Index(fields=["merged_into", "name", "id"], name="parties_organisation_order")]

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> int | None:
        """The account organisation it belongs to, for rules."""
        return self.account_id


class OrganisationKind(models.Model):
    """One of the kinds an organisation is of (机构类别)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="kinds")
    kind = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind"], name="parties_kind_once")]
        indexes = [models.Index(fields=["kind", "organisation"], name="parties_kind_lookup")]


class OrganisationName(models.Model):
    """A name and when it was borne (名称沿革), `until` its last day; `folded` is what two spellings have in common."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)


class Merge(models.Model):
    """Two records found to be of one organisation (合并); `moved` says what came over, so that it can be undone."""

    kept = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField()
    because = models.CharField(max_length=500)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
