"""Collections as everybody reads them (专题库页面)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from guiju.apps.collections.content import Content, draft_of, published_of
from guiju.apps.collections.feed import atom, change_said
from guiju.apps.collections.figures import FILTERS, charts, filtered, newest, words_of
from guiju.apps.collections.members import MOST, members_shown
from guiju.apps.collections.models import Collection
from guiju.apps.collections.queries import approved_by_its_editor, collection_get, collections_of, collections_public
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted

_PAGE = 50
_LATELY = 8
_FEED = 200


@access("public")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All public collections; and those the reader may edit."""
    public = [(row, published_of(row)) for row in collections_public()]
    person = request.user if isinstance(request.user, User) else None
    context = {
        "public": [(row, content, len(row.seen)) for row, content in public if content],
        "mine": list(collections_of(person)) if person else [],
        "may_make": permitted(request.user, "collections.make"),
    }
    return render(request, "collections/index.html", context)


@access("public")
@require_safe
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """A collection: what it is, in figures, its members, what changed lately. Editors see what they work on with
    `?draft=1`, and before it is public."""
    row, content, draft = visible(request, slug)
    found = members_shown(content, timezone.localdate())
    chosen = {name: request.GET[name][:40] for name in FILTERS if request.GET.get(name)}
    rows = filtered(found.rows, chosen)
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "row": row,
        "content": content,
        "draft": draft,
        "day": timezone.localdate(),
        "total": len(found.rows),
        "left_out": found.left_out,
        "most": MOST,
        "remarks": found.remarks,
        "page": page,
        "charts": charts(found.rows),
        "newest": newest(found.rows),
        "chosen": chosen,
        "chips": [(words_of(name, value), _address(draft, _without(chosen, name))) for name, value in chosen.items()],
        "address": lambda **changes: _address(draft, {**chosen, **changes}),
        "lately": [(c, change_said(c, get_language() or "zh")) for c in row.changes.order_by("-at", "-id")[:_LATELY]],
        "own_approval": row.approved_by_id is not None and not draft and approved_by_its_editor(row.slug),
        "may_edit": permitted(request.user, "collections.edit", row),
        "unpublished": published_of(row) != draft_of(row),
    }
    return render(request, "collections/one.html", context)


@access("public")
@require_safe
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest changes of a public collection, as Atom."""
    row = public_or_404(slug)
    content = published_of(row)
    assert content is not None
    lang = get_language() or "zh"
    page = request.build_absolute_uri(reverse("collections:one", args=[slug]))
    text = atom(
        content.title.pick(lang), page, request.build_absolute_uri(request.path),
        row.changes.order_by("-at", "-id")[:_FEED], row.seen_at, lang,
    )  # fmt: skip
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def visible(request: HttpRequest, slug: str) -> tuple[Collection, Content, bool]:
    """A collection, the content this reader sees of it, and whether that is a draft. Raises Http404."""
    row = _found(slug)
    content = published_of(row)
    if content is not None and not request.GET.get("draft"):
        return row, content, False
    if not permitted(request.user, "collections.edit", row):
        raise Http404
    return row, draft_of(row), True


def public_or_404(slug: str) -> Collection:
    """A public collection. Raises Http404."""
    row = _found(slug)
    if row.published is None:
        raise Http404
    return row


def _found(slug: str) -> Collection:
    try:
        return collection_get(slug)
    except Collection.DoesNotExist as error:
        raise Http404 from error


def _without(chosen: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in chosen.items() if key != name}


def _address(draft: bool, values: dict[str, str]) -> str:
    told = {**({"draft": "1"} if draft else {}), **values}
    return f"?{urlencode(told)}"
