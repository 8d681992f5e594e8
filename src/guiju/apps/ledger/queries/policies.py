"""Reads of policies (政策的查询)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from guiju.apps.ledger.models import Policy, Target, Task, TaskBody
from guiju.apps.ledger.roles import KEEPERS, REPORTERS
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisations_where
from guiju.kernel.accounts.reading import once_a_page

HEAVY = ("found_text", "clean_text", "reading", "compared")
"""The columns that lists do not read."""
TASKS_OF_TEXT = Q(removed_at=None, parent=None, end__gt=0)
"""The tasks everybody sees of a public policy: those of its text, no decisions of meetings, no parts of towns."""


class Progress(NamedTuple):
    """How far the review of a policy is: what a person has looked at, of how much."""

    tasks: int
    tasks_checked: int
    targets: int
    targets_checked: int
    doubts: int
    doubts_settled: int

    @property
    def total(self) -> int:
        """All that is to be looked at."""
        return self.tasks + self.targets + self.doubts

    @property
    def done(self) -> int:
        """All that has been."""
        return self.tasks_checked + self.targets_checked + self.doubts_settled


def policy_find(pk: int, *, whole: bool = False) -> Policy | None:
    """One policy, its texts only with `whole`."""
    if pk.bit_length() > 63:
        return None
    rows = Policy.objects.select_related("office", "replaces", "read_by", "confirmed_by")
    return (rows if whole else rows.defer(*HEAVY)).filter(pk=pk).first()


def offices_of(person: User | AnonymousUser) -> list[Account]:
    """The offices for which a person keeps a ledger."""
    if not isinstance(person, User):
        return []
    return list(Account.objects.filter(pk__in=_where(person, KEEPERS)).order_by("name", "pk"))


def policies_seen(person: User | AnonymousUser) -> QuerySet[Policy]:
    """The policies a person sees (see rules): those of their offices, what is confirmed and concerns them, the public.

    Without their texts. Withdrawn ones are for their office only.
    """
    public = Q(published_at__isnull=False, withdrawn_at=None)
    return Policy.objects.defer(*HEAVY).filter(public | _inside(person))


def policies_inside(person: User | AnonymousUser) -> QuerySet[Policy]:
    """The confirmed ones of which a person sees how they stand: not those that are merely public."""
    rows = Policy.objects.defer(*HEAVY).filter(confirmed_at__isnull=False, withdrawn_at=None)
    return rows.filter(_inside(person))


def _inside(person: User | AnonymousUser) -> Q:
    if not isinstance(person, User) or not person.is_active:
        return Q(pk__in=())
    kept, reported = _where(person, KEEPERS), _where(person, REPORTERS)
    mine = Q(office__in=kept)
    confirmed = Q(confirmed_at__isnull=False, withdrawn_at=None)
    if not kept:
        confirmed &= Q(pk__in=_naming(reported))
    return mine | confirmed


def _naming(accounts: frozenset[int]) -> list[int]:
    """The policies whose tasks name one of these bodies. Their numbers, not a question within a question, which a
    database may well ask again for every task of a list."""
    rows = TaskBody.objects.filter(body__account__in=accounts, task__removed_at=None).order_by()
    numbers = rows.values_list("task__policy", flat=True).distinct()
    return once_a_page(("ledger.naming", accounts), lambda: list(numbers))


def sees_as(person: User | AnonymousUser) -> list[tuple[str, list[int]]]:
    """What decides which policies a person sees: those of whom it is equal see the same."""
    if not isinstance(person, User) or not person.is_active:
        return []
    return [("keeps", sorted(_where(person, KEEPERS))), ("reports", sorted(_where(person, REPORTERS)))]


def policies_asked(rows: QuerySet[Policy], *, text: str = "", withdrawn: bool = False) -> QuerySet[Policy]:
    """Of these policies the ones whose title, number or issuer holds the words, in the ledger or taken out of it."""
    rows = rows.filter(withdrawn_at__isnull=not withdrawn)
    for word in text.split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word) | Q(issuers__icontains=word))
    return rows


def policies_counted(person: User | AnonymousUser, rows: Iterable[Policy]) -> list[tuple[Policy, int, int]]:
    """A page of policies, each with how many tasks and targets of it this person sees now."""
    policies = list(rows)
    shown = [row.pk for row in policies]
    inside = list(Policy.objects.filter(_inside(person), pk__in=shown).values_list("pk", flat=True))
    tasks = Task.objects.filter(Q(policy__in=inside) | TASKS_OF_TEXT, policy__in=shown, removed_at=None)
    targets = Target.objects.filter(policy__in=shown, removed_at=None, duplicate_of=None)
    counts = [dict(found.values_list("policy").annotate(n=Count("pk"))) for found in (tasks, targets)]
    return [(row, counts[0].get(row.pk, 0), counts[1].get(row.pk, 0)) for row in policies]


def review_progress(policy: Policy) -> Progress:
    """How far the review is."""
    seen = Count("pk", filter=Q(checked_at__isnull=False))
    tasks = policy.tasks.filter(removed_at=None).aggregate(n=Count("pk"), seen=seen)
    targets = policy.targets.filter(removed_at=None).aggregate(n=Count("pk"), seen=seen)
    doubts = len(policy.reading["doubts"])
    return Progress(tasks["n"], tasks["seen"], targets["n"], targets["seen"], doubts, len(policy.settled))


def _where(person: User, roles: tuple[str, ...]) -> frozenset[int]:
    return organisations_where(user=person, roles=roles, on=timezone.localdate())
