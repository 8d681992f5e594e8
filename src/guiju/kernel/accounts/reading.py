"""What is asked of the database once while a page is read (本次阅读): the roles of its reader.

A page asks dozens of times what its reader may see. Reading changes no role, so the first answer serves the whole
request; a request that changes something, and whatever runs outside a request, asks anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

Answer = TypeVar("Answer")
READING = ("GET", "HEAD")
_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("known", default=None)


def once_a_page(key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """What `ask` answers, from memory where it was asked under this key while the same page is read."""
    known = _known.get()
    if known is None:
        return ask()
    if key not in known:
        known[key] = ask()
    answer: Answer = known[key]
    return answer


def pages_read(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: begins to remember with each page that is read, and forgets at its end."""

    def reading(request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return answer(request)
        before = _known.set({})
        try:
            return answer(request)
        finally:
            _known.reset(before)

    return reading
