"""Pages of the crosswalk (上下级对应): two policies side by side, suggestions to settle, gaps, matrix and picture."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.apps.ledger.flow import flow_of
from guiju.apps.ledger.models import Policy, Task
from guiju.apps.ledger.queries.crosswalk import crosswalk_of, names_of, pairs_between, tasks_of
from guiju.apps.ledger.queries.policies import policies_inside
from guiju.apps.ledger.services.crosswalk import MOST, Chosen, pairs_settle
from guiju.apps.ledger.terms import LEVELS
from guiju.apps.ledger.views.request import ways, whole
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.views.acting import me

_MOST_POLICIES = 300
_MOVES: dict[str, tuple[bool | None, Words]] = {
    "confirm": (True, Words("已确认 {n} 对。", "{n} pairs confirmed.")),
    "refuse": (False, Words("已记为不对应 {n} 对，不再建议。", "{n} pairs refused; not suggested again.")),
    "back": (None, Words("已撤回 {n} 对。", "{n} pairs taken back.")),
}
_STOOD = {"yes": True, "no": False}


@access("ledger.enter")
@never_cache
@require_safe
def crosswalk(request: HttpRequest) -> HttpResponse:
    """Choose two policies; then what carries out what (`?above=&below=`, `&top=` adds the one above both)."""
    above, below, top = (_chosen(request, request.GET.get(name, "")) for name in ("above", "below", "top"))
    policies = _policies(request, above, below, top)
    context: dict[str, Any] = {"policies": policies, "above": above, "below": below, "top": top, "levels": LEVELS}
    if above is None or below is None or above == below:
        same = above is not None and above == below
        context |= {"held": None, "same": same, "counts": _counts(policies)}
        return render(request, "ledger/crosswalk.html", context | ways(request))
    held = crosswalk_of(above, below)
    columns, pairs, called = [held.above, held.below], list(held.confirmed), held.called
    if top is not None and top not in (above, below):
        columns, pairs = [tasks_of(top), *columns], [*(one for one in pairs_between(top, above) if one.carries), *pairs]
        called = called | names_of(columns[0])
    marks = {(pair.above_id, pair.below_id): "yes" for pair in held.confirmed}
    marks |= {(one.above.pk, one.below.pk): "maybe" for one in held.suggested}
    context |= {
        "held": held,
        "same": False,
        "flow": flow_of(columns, pairs, called),
        "marks": marks,
        "may_keep": permitted(request.user, "ledger.keep", below),
        "here": _here(above, below, top),
    }
    return render(request, "ledger/crosswalk.html", context | ways(request))


@access("ledger.enter")
@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """Confirm, refuse or take back the pairs ticked (`below-above-stood`), or one chosen from two lists."""
    above, below, top = (_chosen(request, request.POST.get(name, "")) for name in ("above", "below", "top"))
    if above is None or below is None:
        raise Http404
    carries, done = _MOVES.get(request.POST.get("move", ""), _MOVES["confirm"])
    lang = get_language() or "zh"
    try:
        changed = pairs_settle(
            actor=me(request), chosen=_ticked(request), carries=carries, reason=request.POST.get("reason", "")[:1000],
            at=timezone.now(),
        )  # fmt: skip
    except WordsError as error:
        messages.error(request, error.say(lang))
    else:
        messages.success(request, done.pick(lang, n=changed))
    return redirect(_here(above, below, top))


def _ticked(request: HttpRequest) -> list[Chosen]:
    rows = request.POST.getlist("pair")[: MOST + 1]
    if "one_below" in request.POST:
        rows = [f"{request.POST['one_below']}-{request.POST.get('one_above', '')}-"]
    found = []
    for row in rows:
        below, _, rest = row.partition("-")
        above, _, stood = rest.partition("-")
        found.append(Chosen(whole(below), whole(above), _STOOD.get(stood)))
    return found


def _seen(request: HttpRequest) -> QuerySet[Policy]:
    return policies_inside(request.user)


def _policies(request: HttpRequest, *chosen: Policy | None) -> list[Policy]:
    """The newest policies one sees that have tasks, and those chosen; the highest level first."""
    having = Exists(Task.objects.filter(policy=OuterRef("pk"), removed_at=None))
    newest = _seen(request).filter(having).order_by("-issued", "pk")[:_MOST_POLICIES]
    found = {one.pk: one for one in (*newest, *filter(None, chosen))}
    order = {level: place for place, level in enumerate(LEVELS)}
    return sorted(found.values(), key=lambda one: order.get(one.level, len(order)))


def _chosen(request: HttpRequest, text: str) -> Policy | None:
    return _seen(request).filter(pk=whole(text[:20])).first()


def _counts(policies: list[Policy]) -> list[tuple[Policy, Policy, int]]:
    """Pairs of policies between which something is settled, with how much."""
    by_key = {one.pk: one for one in policies}
    rows = (
        Policy.objects.filter(pk__in=by_key)
        .values("pk", "tasks__pairs_above__above__policy")
        .annotate(n=Count("tasks__pairs_above", filter=Q(tasks__pairs_above__carries=True)))
        .filter(n__gt=0)
    )
    found = [(by_key.get(row["tasks__pairs_above__above__policy"]), by_key[row["pk"]], row["n"]) for row in rows]
    return [(above, below, n) for above, below, n in found if above is not None]


def _here(above: Policy, below: Policy, top: Policy | None) -> str:
    more = f"&top={top.pk}" if top else ""
    return f"{reverse('ledger:crosswalk')}?above={above.pk}&below={below.pk}{more}"


paths = [
    path("crosswalk/", crosswalk, name="crosswalk"),
    path("crosswalk/settle", settle, name="crosswalk-settle"),
]
