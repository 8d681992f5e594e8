"""Zero characters (零字符) in what a request brings: no database column holds them and nobody types them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from guiju.web.errors import NOT_FOUND, problem_page

ZERO = "\0"


class ZeroCharacters:
    """Middleware: drops them from the query and from forms; an address that holds one leads nowhere."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if ZERO in request.path_info:
            return problem_page(request, NOT_FOUND)
        request.GET = without_zeros(request.GET)  # type: ignore[assignment]
        return self._answer(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """After the form was read, and refused where it may not be sent."""
        if request.method == "POST":
            request.POST = without_zeros(request.POST)  # type: ignore[assignment]


def without_zeros(values: QueryDict) -> QueryDict:
    """The same values, without zero characters."""
    groups = list(values.lists())
    if not any(ZERO in value for _, group in groups for value in group):
        return values
    kept = QueryDict(mutable=True)
    for name, group in groups:
        kept.setlist(name.replace(ZERO, ""), [value.replace(ZERO, "") for value in group])
    return kept
