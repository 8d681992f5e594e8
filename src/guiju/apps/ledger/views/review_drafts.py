"""Drafts of the review page (核对页的草稿): what is typed into a correction and not saved, kept for who typed it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from guiju.apps.ledger.finding import policy_asked
from guiju.apps.ledger.models import Policy
from guiju.apps.ledger.queries.review import Review
from guiju.apps.ledger.views.forms import typed
from guiju.apps.ledger.views.request import me
from guiju.domain.language import WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.registers.models import Draft
from guiju.kernel.registers.queries import draft_find, drafts_begun
from guiju.kernel.registers.services import draft_drop, draft_keep

POLICY_FIELDS = ("title", "number", "issuers", "level", "region", "issued", "starts", "ends", "provenance")
TASK_FIELDS = ("number", "title", "text", "lead", "participant", "due_words", "due", "every", "heading")
TARGET_FIELDS = (
    "name", "value", "value_to", "unit", "comparator", "cumulative", "incremental", "per", "from_value",
    "due_words", "due", "text",
)  # fmt: skip
DOCUMENT_FIELDS = ("name", "due_words", "due", "text")
TICKS = ("cumulative", "incremental")
_FIELDS = {
    "policy": POLICY_FIELDS, "t": TASK_FIELDS, "g": TARGET_FIELDS, "r": DOCUMENT_FIELDS,
    "add": TASK_FIELDS, "addg": TARGET_FIELDS, "addr": DOCUMENT_FIELDS,
}  # fmt: skip
"""Forms of the page: of what was read (task, target, required document) and of what was missed (add…)."""
ADDING = ("add", "addg", "addr")
_ITEM = re.compile(r"(policy|t|g|r|add|addg|addr)(?:-(\d{1,15}))?")
_LONGEST_TEXT = 1_000_000
_REVISION = "revision"


def review_draft(request: HttpRequest, policy: Policy, item: str) -> Draft | None:
    """What this person typed into a form of the page and has not saved."""
    key = _key(policy, item)
    return draft_find(me(request), *key) if key else None


def review_draft_keep(request: HttpRequest, policy: Policy, item: str) -> bool:
    """Keep what the request holds of a form; whether it was kept."""
    key = _key(policy, item)
    if key is None:
        return False
    kind = item.partition("-")[0]
    fields = {name: request.POST.get(name, "") for name in TICKS} if kind in ("g", "addg") else {}
    fields |= typed(request, *_FIELDS[kind], _REVISION)
    try:
        draft_keep(actor=me(request), register=key[0], record=key[1], typed=fields, at=timezone.now())
    except WordsError:
        return False
    return True


def review_draft_drop(request: HttpRequest, policy: Policy, item: str) -> None:
    """Forget what was typed into a form: it was saved, or given up."""
    key = _key(policy, item)
    if key is not None:
        draft_drop(actor=me(request), register=key[0], record=key[1])


def draft_overtaken(draft: Draft | None, revision: int) -> bool:
    """Whether somebody changed what a draft was begun on."""
    return draft is not None and str(draft.typed.get(_REVISION, revision)) != str(revision)


def items_drafted(request: HttpRequest, policy: Policy, shown: Review) -> set[str]:
    """The forms of a part of the page that hold a draft of this person."""
    rows: Mapping[str, Iterable[int]] = {
        "t": [task.pk for block in shown.blocks for task in block.tasks] + [task.pk for task in shown.added],
        "g": [target.pk for block in shown.blocks for target in block.targets]
        + [target.pk for target in shown.added_targets],
        "r": [document.pk for block in shown.blocks for document in block.documents]
        + [document.pk for document in shown.added_documents],
        **{kind: [block.start for block in shown.blocks] for kind in ADDING},
        "policy": [0],
    }
    items = {
        _key_of(policy, kind, number): kind if kind == "policy" else f"{kind}-{number}"
        for kind, numbers in rows.items()
        for number in numbers
    }
    return {items[key] for key in drafts_begun(me(request), items)}


@access("ledger.keep", policy_asked)
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is being typed, as the page does by itself."""
    kept = review_draft_keep(request, policy_asked(request, pk), request.GET.get("item", "")[:40])
    return HttpResponse(status=204 if kept else 422)


def _key(policy: Policy, item: str) -> tuple[str, int] | None:
    """Under which name and number a draft is kept; None where the policy has no such form."""
    met = _ITEM.fullmatch(item)
    if met is None or (met[1] == "policy") != (met[2] is None):
        return None
    kind, number = met[1], int(met[2] or 0)
    if kind == "t":
        known = policy.tasks.filter(pk=number).exists()
    elif kind == "g":
        known = policy.targets.filter(pk=number).exists()
    elif kind == "r":
        known = policy.required_documents.filter(pk=number).exists()
    else:
        known = number < _LONGEST_TEXT
    return _key_of(policy, kind, number) if known else None


def _key_of(policy: Policy, kind: str, number: int) -> tuple[str, int]:
    register = f"ledger.review.{kind}"
    return register, number if kind in ("t", "g", "r") else policy.pk * _LONGEST_TEXT + number


paths = [path("policies/<int:pk>/draft", draft, name="review-draft")]
