"""What an address of the ledger speaks of (地址中的政策与任务). Who may see it is for the rule of the page."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from guiju.apps.ledger.models import Policy, RequiredDocument, Target, Task
from guiju.apps.ledger.queries.policies import HEAVY, policy_find

_Found = TypeVar("_Found", Policy, Task, Target, RequiredDocument)
_Row = TypeVar("_Row", Task, Target, RequiredDocument)


def policy_asked(request: HttpRequest, pk: int, **_: object) -> Policy:
    """The policy of an address, without its texts. Raises Http404."""
    return _or_404(policy_find(pk))


def policy_whole(pk: int) -> Policy:
    """The policy of an address with its texts. Raises Http404."""
    return _or_404(policy_find(pk, whole=True))


def task_asked(request: HttpRequest, pk: int, **_: object) -> Task:
    """The task of an address. Raises Http404."""
    return _or_404(_of(Task.objects.all(), pk))


def policy_of_task(request: HttpRequest, pk: int, **_: object) -> Policy:
    """The policy of the task of an address, for the rule of who sees it. Raises Http404."""
    return task_asked(request, pk).policy


def target_asked(request: HttpRequest, pk: int, **_: object) -> Target:
    """The target of an address. Raises Http404."""
    return _or_404(_of(Target.objects.all(), pk))


def document_asked(request: HttpRequest, pk: int, **_: object) -> RequiredDocument:
    """The required document of an address. Raises Http404."""
    return _or_404(_of(RequiredDocument.objects.all(), pk))


def _of(rows: QuerySet[_Row], pk: int) -> _Row | None:
    heavy = [f"policy__{name}" for name in HEAVY]
    return rows.select_related("policy__office").defer(*heavy).filter(pk=pk).first() if pk.bit_length() < 64 else None


def _or_404(found: _Found | None) -> _Found:
    if found is None:
        raise Http404
    return found
