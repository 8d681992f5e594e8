"""What a request of the ledger holds (请求中的内容): who asks, numbers, files; and what is said back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import get_language

from guiju.apps.ledger.services.evidence import LARGEST, MOST_FILES, Offered
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted


def me(request: HttpRequest) -> User:
    """Whoever is signed in."""
    assert isinstance(request.user, User)
    return request.user


def ways(request: HttpRequest) -> dict[str, bool]:
    """Which ways through the ledger are open to whoever asks, for its tabs."""
    return {"enters": permitted(request.user, "ledger.enter"), "asks": permitted(request.user, "ledger.take_in")}


def whole(text: str, most: int = 2**31) -> int:
    """A number a form carries; 0 for none."""
    return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


def typed_of(request: HttpRequest, names: Iterable[str]) -> dict[str, str]:
    """What was typed into these fields."""
    return {name: request.POST.get(name, "") for name in names}


def files_of(request: HttpRequest, name: str = "files") -> list[Offered]:
    """The files handed in. Raises `WordsError` for too many or too large a one."""
    uploads: list[Any] = request.FILES.getlist(name)
    if len(uploads) > MOST_FILES:
        zh, en = f"一次最多 {MOST_FILES} 个文件。", f"{MOST_FILES} files at most at a time."
        raise WordsError("files", Words(zh, en), where=name)
    for upload in uploads:
        if (upload.size or 0) > LARGEST:
            zh, en = f"“{upload.name}”超过 20 MB。", f"“{upload.name}” is larger than 20 MB."
            raise WordsError("large", Words(zh, en), where=name)
    return [Offered(upload.name or "file", upload.read()) for upload in uploads]


def say(request: HttpRequest, words: Words, *, warning: bool = False) -> None:
    """A word on the next page."""
    (messages.warning if warning else messages.success)(request, words.pick(get_language() or "zh"))


def summed(errors: Iterable[WordsError]) -> list[tuple[object, str | None]]:
    """Errors as the top of a form sums them, each leading to its field."""
    return [(error, f"#f-{error.where}" if error.where else None) for error in errors]
