"""Pages of saved searches (存检索页面)."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guiju.apps.catalogue.queries.searching import query_in_words, query_of
from guiju.apps.searches.models import SavedSearch
from guiju.apps.searches.queries import searches_of
from guiju.apps.searches.services import search_delete, search_look, search_rename, search_save
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User

_SAVED = Words("已存下。有新增或变化时，这里会显示条数。", "Saved. What is new or changed will be counted here.")
_DELETED = Words("已删除这个检索。", "The search was deleted.")


def _saved(request: HttpRequest, pk: int) -> SavedSearch:
    try:
        return SavedSearch.objects.get(pk=pk)
    except (SavedSearch.DoesNotExist, OverflowError) as error:
        raise Http404 from error


@access("searches.save")
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """A person's saved searches, with how much is new or changed in each."""
    kept = searches_of(cast(User, request.user), timezone.localdate())
    lang = get_language() or "zh"
    rows = [
        {
            "saved": one.saved,
            "news": one.news,
            "text": query_in_words(one.saved.query, lang),
            "href": _results(one.saved),
        }
        for one in kept
    ]
    return render(request, "searches/mine.html", {"rows": rows})


@access("searches.save")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Name the search of this address and keep it."""
    query, order = query_of(request.POST if request.method == "POST" else request.GET)
    name, error = request.POST.get("name", ""), None
    if request.method == "POST":
        try:
            search_save(actor=cast(User, request.user), name=name, query=query, order=order, at=timezone.now())
        except WordsError as problem:
            error = problem
        else:
            messages.success(request, _SAVED.pick(get_language() or "zh"))
            return redirect("searches:mine")
    text = query_in_words(query, get_language() or "zh")
    context = {"query": query, "order": order, "text": text, "name": name or text[:60], "error": error}
    return render(request, "searches/new.html", context, status=400 if error else 200)


@access("searches.own", _saved)
@require_POST
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a saved search something else."""
    try:
        search_rename(
            actor=cast(User, request.user),
            saved=_saved(request, pk),
            name=request.POST.get("name", ""),
            at=timezone.now(),
        )
    except WordsError as error:
        messages.error(request, error.say(get_language() or "zh"))
    return redirect("searches:mine")


@access("searches.own", _saved)
@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """See what is new or changed; from now on only what comes after counts."""
    saved = _saved(request, pk)
    since = search_look(actor=cast(User, request.user), saved=saved, at=timezone.now())
    return redirect(f"{_results(saved)}&since={since}")


@access("searches.own", _saved)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a saved search no longer."""
    search_delete(actor=cast(User, request.user), saved=_saved(request, pk), at=timezone.now())
    messages.success(request, _DELETED.pick(get_language() or "zh"))
    return redirect("searches:mine")


def _results(saved: SavedSearch) -> str:
    asked = {"q": saved.query} | ({"sort": saved.order} if saved.order else {})
    return f"{reverse('catalogue:results')}?{urlencode(asked)}"
