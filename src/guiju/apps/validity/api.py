"""Validity checks in the API (查新接口): files as a job, lists at once. A check is its owner's and nobody else's."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from guiju.apps.catalogue.queries import facts
from guiju.apps.validity.handing_in import hand_in, uploads_of
from guiju.apps.validity.models import Check
from guiju.apps.validity.queries import check_by_key, checks_of, result_of, settlements
from guiju.apps.validity.services import check_delete, check_request
from guiju.apps.validity.views.asking import day_typed, owner_of
from guiju.domain.language import Words
from guiju.domain.validity import DocumentUse
from guiju.domain.validity.checking import check as judge
from guiju.domain.validity.checking import read_citations
from guiju.kernel.api.cursors import cursor_make, cursor_read
from guiju.kernel.api.endpoint import endpoint
from guiju.kernel.api.fields import PAGE, Cursor, Limit, Text
from guiju.kernel.api.problems import ApiError, missing
from guiju.kernel.jobs.queries import progress_of
from guiju.kernel.quotas.requests import quota_require

router = Router(tags=["查新 Validity checks"])
_LIST = "checks"
MOST = 1_000
Use = Literal["", "standard", "report", "contract", "list"]
Files = Annotated[list[UploadedFile], File(default_factory=list)]


class CheckOut(Schema):
    """A check and how far it is."""

    id: str
    title: str
    as_of: str
    state: str = Field(description="queued, running, succeeded, failed, cancelled")
    done: int
    total: int
    message: str
    created_at: datetime
    finished_at: datetime | None
    expires_at: datetime | None = Field(description="到期删除 when it is deleted")
    counts: dict[str, Any]
    page: str = Field(description="结果页 its page, for its owner")


class CheckPage(Schema):
    """One's checks, newest first."""

    items: list[CheckOut]
    next: str | None


class Asked(Schema):
    """What goes with the files."""

    text: str = Field("", max_length=5_000_000, description="含标准号的文字 text with standard numbers")
    as_of: str = Field("", max_length=20, description="基准日 status on this day, today if empty")
    use: Use = Field("", description="文件用途 kind of document, guessed if empty")
    title: str = Field("", max_length=200)


class ListIn(Schema):
    """Citations as they are written, at most 1,000."""

    citations: list[Text] = Field(min_length=1, max_length=MOST)
    as_of: str = Field("", max_length=20)
    use: Use = "list"


@router.post("/checks", response={202: CheckOut}, summary="提交文件查新 Hand in files to be checked")
@endpoint("signed_in", scope="check")
def check_hand_in(request: HttpRequest, files: Files, asked: Form[Asked]) -> Status[CheckOut]:
    """Files, or text, are read at once and judged as a job: ask its address until it is done, then take the result."""
    now = timezone.now()
    as_of = day_typed(asked.as_of, timezone.localdate(now))
    quota_require(request, "check", at=now)
    intake = hand_in(uploads_of(files), asked.text, get_language() or "zh")
    use = DocumentUse(asked.use) if asked.use else None
    made = check_request(owner=owner_of(request), intake=intake, title=asked.title, use=use, as_of=as_of, at=now)
    return Status(202, _told(made, now))


@router.post("/checks/list", response=dict[str, Any], summary="核对一份清单 Check a list at once")
@endpoint("signed_in", scope="check")
def check_list(request: HttpRequest, given: ListIn) -> dict[str, Any]:
    """The result as `guiju check --json` prints it; nothing is stored."""
    now = timezone.now()
    as_of = day_typed(given.as_of, timezone.localdate(now))
    quota_require(request, "check", at=now)
    lines = "\n".join(" ".join(citation.split()) for citation in given.citations)
    intake = hand_in([], lines, get_language() or "zh")
    use = DocumentUse(given.use) if given.use else None
    read = [read_citations(document, use) for _, document in intake.files]
    return judge(read, as_of=as_of, checked_at=now, lookup=facts, settlements=settlements)


@router.get("/checks", response=CheckPage, summary="我的查新 My checks")
@endpoint("signed_in", scope="check")
def checks(request: HttpRequest, cursor: Cursor = "", limit: Limit = PAGE) -> CheckPage:
    """The checks of the key's holder, newest first."""
    owner, now = owner_of(request), timezone.now()
    assert owner is not None  # the rule has been checked
    rows = checks_of(owner).select_related("job").order_by("-pk")
    if cursor:
        rows = rows.filter(pk__lt=cursor_read(_LIST, cursor, int)[0])
    found = list(rows[: limit + 1])
    following = cursor_make(_LIST, found[limit - 1].pk) if len(found) > limit else None
    return CheckPage(items=[_told(one, now) for one in found[:limit]], next=following)


@router.get("/checks/{id}", response=CheckOut, summary="查新进度 How far a check is")
@endpoint("signed_in", scope="check")
def check_state(request: HttpRequest, id: str) -> CheckOut:
    """State and progress; ask again after a second or two while it is queued or running."""
    return _told(_own(request, id), timezone.now())


@router.get("/checks/{id}/result", response=dict[str, Any], summary="查新结果 The result of a check")
@endpoint("signed_in", scope="check")
def check_result(request: HttpRequest, id: str) -> dict[str, Any]:
    """The result as `guiju check --json` prints it; a problem `not_ready` (409) until there is one."""
    result = result_of(_own(request, id))
    if result is None:
        message = Words("结果还没有出来。", "There is no result yet.")
        raise ApiError(409, "not_ready", message, Words("请先查看进度。", "Ask for its state first."), "id")
    return result


@router.delete("/checks/{id}", response={204: None}, summary="删除查新和文件 Delete a check and its files")
@endpoint("signed_in", scope="check")
def check_remove(request: HttpRequest, id: str) -> Status[None]:
    """At once, files and verdicts."""
    check_delete(subject=_own(request, id), at=timezone.now())
    return Status(204, None)


def _own(request: HttpRequest, key: str) -> Check:
    """A check of the key's holder; anybody else's is not there."""
    owner = owner_of(request)
    found = check_by_key(key[:50], owner)
    expired = found is not None and found.expires_at is not None and found.expires_at <= timezone.now()
    if found is None or expired or owner is None or found.owner_id != owner.pk:
        raise missing("id")
    return found


def _told(check: Check, now: datetime) -> CheckOut:
    lang = get_language() or "zh"
    progress: dict[str, Any] = progress_of(check.job, lang=lang, now=now) if check.job and not check.finished_at else {}
    told = progress or {
        "state": "succeeded" if check.finished_at else "failed",
        "done": 1,
        "total": 1,
        "message": "",
        "reason": "",
    }
    return CheckOut(
        id=check.key,
        title=check.title,
        as_of=check.as_of.isoformat(),
        state=told["state"],
        done=told["done"],
        total=told["total"],
        message=told["reason"] or told["message"],
        created_at=check.created_at,
        finished_at=check.finished_at,
        expires_at=check.expires_at,
        counts=check.counts,
        page=reverse("validity:result", args=[check.key]),
    )
