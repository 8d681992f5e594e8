"""Collections as their editors make them (编辑专题库)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guiju.apps.collections.content import FIELDS, draft_of, published_of
from guiju.apps.collections.members import members_of
from guiju.apps.collections.models import Collection
from guiju.apps.collections.numbers import numbers_in
from guiju.apps.collections.queries import changed_by, collection_get, organisations_for
from guiju.apps.collections.services import (
    collection_create,
    collection_edit,
    collection_editor_set,
    collection_members_change,
    collection_publish,
    collection_withdraw,
)
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted

_MOST_UPLOAD = 5_000_000
_MOST_TAKEN = 200
_ADDED = Words("添加了 {n} 个编号。", "{n} numbers were added.")
_UNREAD = Words("这些看不懂，没有添加：{list}", "These could not be read and were not added: {list}")
_SAVED = Words("已保存，审查后公开。", "Saved; the public sees it once it is approved.")
_PUBLISHED = Words("已公开。", "It is public now.")
_WITHDRAWN = Words("已撤下，公众不再看到。", "Taken down; the public no longer sees it.")


def collection_of(request: HttpRequest, slug: str) -> Collection:
    """The collection of an address, for its rule. Raises Http404."""
    try:
        return collection_get(slug)
    except Collection.DoesNotExist as error:
        raise Http404 from error


@access("collections.make")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a collection."""
    me = _me(request)
    organisations = organisations_for(me)
    typed = {name: request.POST.get(name, "").strip() for name in ("slug", "title_zh", "organisation")}
    errors: list[WordsError] = []
    if request.method == "POST":
        chosen = next((o for o in organisations if str(o.pk) == typed["organisation"]), organisations[0])
        try:
            made = collection_create(
                actor=me, organisation=chosen, slug=typed["slug"], title_zh=typed["title_zh"][:200], at=timezone.now()
            )
            return redirect("collections:edit", slug=made.slug)
        except WordsError as error:
            errors.append(error)
    context = {"errors": _summed(errors), "wrong": _by_field(errors), "typed": typed, "organisations": organisations}
    return render(request, "collections/new.html", context, status=422 if errors else 200)


@access("collections.edit", collection_of)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Its words and its rule; what was typed comes back with an error."""
    row, errors = collection_get(slug), list[WordsError]()
    values = {name: getattr(row, name) for name in FIELDS}
    if request.method == "POST":
        values = {name: _tidy(request.POST.get(name, values[name])) for name in FIELDS}
        try:
            collection_edit(actor=_me(request), collection=row, fields=values, at=timezone.now())
            _say(request, _SAVED)
            return redirect("collections:edit", slug=slug)
        except WordsError as error:
            errors.append(error)
    return _edit_page(request, row, values, errors)


@access("collections.edit", collection_of)
@require_POST
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Put in the numbers of a text or a file, or take out those that were ticked."""
    row = collection_get(slug)
    if "remove" in request.POST:
        gone = [number[:200] for number in request.POST.getlist("remove")[:_MOST_TAKEN]]
        return _done(request, row, lambda: _change(request, row, remove=gone))
    return _done(request, row, lambda: _add(request, row))


@access("collections.publish", collection_of)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """The information-disclosure step: both questions are answered, and the collection is public."""
    row, errors = collection_get(slug), list[WordsError]()
    if request.method == "POST":
        try:
            if not (request.POST.get("disclosure") and request.POST.get("secrecy")):
                message = Words("请逐项确认后再公开。", "Confirm both points before publishing.")
                raise WordsError("confirm", message, where="disclosure")
            note = request.POST.get("note", "").strip()
            collection_publish(actor=_me(request), collection=row, note=note, at=timezone.now())
            _say(request, _PUBLISHED)
            return redirect("collections:one", slug=slug)
        except WordsError as error:
            errors.append(error)
    found = members_of(draft_of(row), timezone.localdate())
    context = {
        "row": row,
        "content": draft_of(row),
        "members": len(found.rows),
        "own": changed_by(slug, _me(request).actor),
        "errors": _summed(errors),
        "note": request.POST.get("note", ""),
    }
    return render(request, "collections/publish.html", context, status=422 if errors else 200)


@access("collections.publish", collection_of)
@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take it off the public site."""
    row = collection_get(slug)
    reason = request.POST.get("reason", "").strip()
    collection_withdraw(actor=_me(request), collection=row, reason=reason, at=timezone.now())
    _say(request, _WITHDRAWN)
    return redirect("collections:edit", slug=slug)


@access("collections.manage", collection_of)
@require_POST
def editors(request: HttpRequest, slug: str) -> HttpResponse:
    """Name an editor, or end that."""
    row = collection_get(slug)
    name, editor = request.POST.get("username", "").strip()[:150], "end" not in request.POST
    return _done(
        request, row,
        lambda: collection_editor_set(
            actor=_me(request), collection=row, username=name, editor=editor, at=timezone.now()
        ),
    )  # fmt: skip


def _add(request: HttpRequest, row: Collection) -> None:
    file = request.FILES.get("file")
    if file is not None and (file.size or 0) > _MOST_UPLOAD:
        raise WordsError("large", Words("文件超过 5 MB。", "The file is larger than 5 MB."), where="file")
    data = file.read() if file is not None else request.POST.get("numbers", "").encode("utf-8", "replace")
    numbers = numbers_in(data, (file.name or "") if file is not None else "numbers.txt")
    _change(request, row, add=list(numbers.found))
    _say(request, _ADDED, n=len(numbers.found))
    if numbers.unread:
        _say(request, _UNREAD, list="；".join(numbers.unread[:20]))


def _change(request: HttpRequest, row: Collection, **changes: list[str]) -> None:
    collection_members_change(actor=_me(request), collection=row, at=timezone.now(), **changes)


def _done(request: HttpRequest, row: Collection, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except WordsError as error:
        return _edit_page(request, row, {name: getattr(row, name) for name in FIELDS}, [error])
    return redirect("collections:edit", slug=row.slug)


def _edit_page(request: HttpRequest, row: Collection, values: Any, errors: list[WordsError]) -> HttpResponse:
    content = draft_of(row)
    found = members_of(content, timezone.localdate())
    context = {
        "row": row,
        "values": values,
        "errors": _summed(errors),
        "wrong": _by_field(errors),
        "numbers": request.POST.get("numbers", "") if errors else "",
        "found": found,
        "shown": found.rows[:_MOST_TAKEN],
        "removed": row.removed,
        "public": published_of(row) is not None,
        "unpublished": published_of(row) != content,
        "may_publish": permitted(request.user, "collections.publish", row),
        "may_manage": permitted(request.user, "collections.manage", row),
        "editors": [editor.user for editor in row.editors.select_related("user").order_by("pk")],
    }
    return render(request, "collections/edit.html", context, status=422 if errors else 200)


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _say(request: HttpRequest, words: Words, **values: object) -> None:
    messages.success(request, words.pick(get_language() or "zh", **values))


def _summed(errors: list[WordsError]) -> list[tuple[WordsError, str]]:
    return [(error, f"#f-{error.where or 'title_zh'}") for error in errors]


def _by_field(errors: list[WordsError]) -> dict[str, WordsError]:
    return {error.where: error for error in errors}


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the rule has been checked
    return request.user
