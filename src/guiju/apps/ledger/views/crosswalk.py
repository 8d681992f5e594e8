"""Pages of the crosswalk (上下级对应): two policies side by side, suggestions to settle, gaps, matrix and picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.apps.ledger.models import Policy, SuggestedPairs, Task
from guiju.apps.ledger.queries.crosswalk import Crosswalk, Entry, crosswalk_of
from guiju.apps.ledger.queries.policies import policies_inside
from guiju.apps.ledger.services.crosswalk import MOST, Chosen, pairs_settle
from guiju.apps.ledger.services.pairs import pairs_request
from guiju.apps.ledger.terms import LEVELS
from guiju.apps.ledger.views.crosswalk_drawn import drawn
from guiju.apps.ledger.views.request import ways, whole
from guiju.domain.language import Words, WordsError
from guiju.domain.text import fold
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.accounts.views.acting import me
from guiju.kernel.jobs.queries import progress_of, words_of

_MOST_POLICIES = 300
_MOVES: dict[str, tuple[bool | None, Words]] = {
    "confirm": (True, Words("已确认 {n} 对。", "{n} pairs confirmed.")),
    "refuse": (False, Words("已记为不对应 {n} 对，不再建议。", "{n} pairs refused; not suggested again.")),
    "back": (None, Words("已撤回 {n} 对。", "{n} pairs taken back.")),
}
_STOOD = {"yes": True, "no": False}
_PAGE = 50
_LISTS = {
    "suggested": "suggested",
    "confirmed": "confirmed",
    "refused": "confirmed",
    "open_above": "gaps",
    "open_below": "gaps",
}
"""The lists of a crosswalk, and the section of the page each stands in."""
_MOST_OFFERED = 200
"""Tasks of a policy that a list offers; of more a person says words first."""


@access("ledger.enter")
@never_cache
@require_safe
def crosswalk(request: HttpRequest) -> HttpResponse:
    """Choose two policies; then what carries out what (`?above=&below=`, `&top=` adds the one above both; `&suggested=`
    and the other lists say which page, `&highest=`, `&upper=` and `&lower=` which spans of tasks are drawn)."""
    seen = policies_inside(request.user)
    above, below, top = _chosen(seen, request.GET)
    policies = _policies(seen, above, below, top)
    context: dict[str, Any] = {
        "policies": policies,
        "above": above,
        "below": below,
        "top": top,
        "levels": LEVELS,
        "job": None,
    }
    if above is None or below is None or above == below:
        same = above is not None and above == below
        context |= {"held": None, "same": same, "counts": _counts(policies)}
        return render(request, "ledger/crosswalk.html", context | ways(request))
    held, job = crosswalk_of(above, below), None
    if not held.fresh:
        job = pairs_request(actor=me(request), above=above, below=below, at=timezone.now())
        held = held if job else crosswalk_of(above, below)
    here = _here(above, below, top)
    context |= {
        "held": held,
        "same": False,
        "job": job,
        "reason": words_of(job.reason) if job else None,
        "may_keep": permitted(request.user, "ledger.keep", below),
        "here": here,
        **_lists(request, held, here),
        **_offered(request, held),
        **drawn(request.GET, here, held, above, top if top not in (above, below) else None),
    }
    return render(request, "ledger/crosswalk.html", context | ways(request))


def _lists(request: HttpRequest, held: Crosswalk, here: str) -> dict[str, Any]:
    """A page of each list, and the address of its other pages, which leaves the other lists where they are."""
    pages = {name: Paginator(getattr(held, name), _PAGE).get_page(request.GET.get(name)) for name in _LISTS}
    found = {name: page.number for name, page in pages.items() if page.number > 1}
    hrefs = {
        name: here + "".join(f"&{one}={n}" for one, n in found.items() if one != name) + f"&{name}={{page}}#{section}"
        for name, section in _LISTS.items()
    }
    return {"pages": pages, "hrefs": hrefs}


def _offered(request: HttpRequest, held: Crosswalk) -> dict[str, Any]:
    """The tasks of which a person may join two: all where they are few, else those with the words that were said."""
    many = max(len(held.above), len(held.below)) > _MOST_OFFERED
    words = {name: request.GET.get(f"words_{name}", "")[:100].strip() for name in ("below", "above")}
    offered = {}
    for name, entries in (("below", held.below), ("above", held.above)):
        found = _with_words(entries, held.called, words[name]) if many else entries
        offered[name] = [(entry.pk, held.called[entry.pk]) for entry in found]
    return {"many": many, "said": words, "words_said": any(words.values()), "offered": offered}


def _with_words(entries: Sequence[Entry], called: dict[int, str], words: str) -> list[Entry]:
    wanted = fold(words).split()
    found = (entry for entry in entries if all(one in fold(called[entry.pk] + entry.text) for one in wanted))
    return [entry for entry, _ in zip(found, range(_PAGE), strict=False)] if wanted else []


@access("ledger.enter")
@never_cache
@require_safe
def pairs_progress(request: HttpRequest) -> JsonResponse:
    """How far the suggestions of two policies are, for a script: state, done, total, message, seconds_left."""
    above, below, _ = _two(request, request.GET)
    held = SuggestedPairs.objects.filter(above=above, below=below).select_related("job").first()
    if held is None or held.job is None:
        raise Http404
    body = progress_of(held.job, lang=get_language() or "zh", now=timezone.now())
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


@access("ledger.enter")
@require_POST
def pairs_again(request: HttpRequest) -> HttpResponse:
    """Have pairs suggested once more after that failed."""
    above, below, top = _two(request, request.POST)
    pairs_request(actor=me(request), above=above, below=below, again=True, at=timezone.now())
    return redirect(_here(above, below, top))


@access("ledger.enter")
@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """Confirm, refuse or take back the pairs ticked (`below-above-stood`), or one chosen from two lists."""
    above, below, top = _two(request, request.POST)
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
    page, section = whole(request.POST.get("page", "")), request.POST.get("list", "")
    more = f"&{section}={page}#{_LISTS[section]}" if section in _LISTS and page > 1 else ""
    return redirect(_here(above, below, top) + more)


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


def _policies(seen: QuerySet[Policy], *chosen: Policy | None) -> list[Policy]:
    """The newest policies one sees that have tasks, and those chosen; the highest level first."""
    having = Exists(Task.objects.filter(policy=OuterRef("pk"), removed_at=None))
    newest = seen.filter(having).order_by("-issued", "pk")[:_MOST_POLICIES]
    found = {one.pk: one for one in (*newest, *filter(None, chosen))}
    order = {level: place for place, level in enumerate(LEVELS)}
    return sorted(found.values(), key=lambda one: order.get(one.level, len(order)))


def _chosen(seen: QuerySet[Policy], told: QueryDict) -> tuple[Policy | None, Policy | None, Policy | None]:
    """The policy above, the one below and the one above both that a request names."""
    above, below, top = (whole(told.get(name, "")[:20]) for name in ("above", "below", "top"))
    found = seen.in_bulk([above, below, top])
    return found.get(above), found.get(below), found.get(top)


def _two(request: HttpRequest, told: QueryDict) -> tuple[Policy, Policy, Policy | None]:
    """The same where the first two must be named. Raises Http404."""
    above, below, top = _chosen(policies_inside(request.user), told)
    if above is None or below is None:
        raise Http404
    return above, below, top


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
    path("crosswalk/progress", pairs_progress, name="crosswalk-progress"),
    path("crosswalk/again", pairs_again, name="crosswalk-again"),
]
