"""Committees (标准化技术委员会): what they are for, who sits in them, with whom they keep in touch, how a year went."""

from __future__ import annotations

from django.db import models

from guiju.apps.parties.models.experts import Expert
from guiju.apps.parties.models.organisations import Organisation
from guiju.kernel.accounts.models import Organisation as Account


class Committee(models.Model):
    """A committee, subcommittee or working group (技术委员会、分会、工作组), by its number: SAC/TC 28, SAC/TC 28/SC 1.

    `secretariat` is the organisation that carries it; `account` the body of the accounts its secretariat acts for.
    Composition rules (组成规则): `least`, `most` members, `most_each` of one organisation, `most_share` in percent of
    one kind of organisation; None where there is no rule, `rules_basis` says where they stand.
    """

    number = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=4)
    level = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=300, blank=True)
    scope = models.TextField(blank=True)
    fields = models.JSONField(default=list)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="below")
    secretariat = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="secretariats")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    established_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    least = models.PositiveSmallIntegerField(null=True)
    most = models.PositiveSmallIntegerField(null=True)
    most_each = models.PositiveSmallIntegerField(null=True)
    most_share = models.PositiveSmallIntegerField(null=True)
    rules_basis = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)
    fictitious = models.BooleanField(default=False)
    found_by = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number

    @property
    def organisation_id(self) -> int | None:
        """The account organisation it belongs to, for rules."""
        return self.account_id


class CommitteeTerm(models.Model):
    """A term of office (届)."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="terms")
    ordinal = models.PositiveSmallIntegerField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["committee", "ordinal"], name="parties_term_once")]


class CommitteeMember(models.Model):
    """A seat of an organisation in a term (委员), held by an expert where one is known here."""

    term = models.ForeignKey(CommitteeTerm, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, null=True, related_name="seats")
    role = models.CharField(max_length=20)
    until = models.DateField(null=True)


class CommitteeLink(models.Model):
    """A body this one mirrors or keeps in touch with (对口、联络); `other` where that body is recorded here."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=20)
    reference = models.CharField(max_length=100)
    other = models.ForeignKey(Committee, on_delete=models.PROTECT, null=True, related_name="linked_from")
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["committee", "kind", "reference"], name="parties_link_once"),
        ]


class CommitteeScore(models.Model):
    """What a committee did in a year (年度工作情况), in figures; the codes are those of `terms.SCORES`."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="scores")
    year = models.PositiveSmallIntegerField()
    figures = models.JSONField(default=dict)
    evidence = models.CharField(max_length=500, blank=True)
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["committee", "year"], name="parties_score_once")]
