"""How much a request may carry (请求上限): what no page would accept is refused before it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from guiju.web.errors import TOO_LARGE, problem_page

Answer = Callable[[HttpRequest], HttpResponse]


def body_limit(answer: Answer) -> Answer:
    """Middleware: a body of more than twice the upload limit is refused at once.

    Somewhat larger ones are read, so that the room can name the file and the remedy.
    """

    def limited(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > 2 * settings.UPLOAD_LIMIT_BYTES:
            return problem_page(request, TOO_LARGE)
        return answer(request)

    return limited
