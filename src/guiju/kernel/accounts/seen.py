"""When a signed-in browser was last here (最近活动), kept to ten minutes so that reading pages writes little."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from guiju.kernel.accounts.addresses import client_address
from guiju.kernel.accounts.services.sessions import session_seen

SEEN = "seen"
EVERY_SECONDS = 600


def sessions_seen(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: notes the time of sessions that began by signing in here."""

    def noted(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return answer(request)
        last = request.session.get(SEEN)
        now = timezone.now()
        if last is not None and now.timestamp() - last >= EVERY_SECONDS:
            session_seen(key=request.session.session_key or "", address=client_address(request), at=now)
            request.session[SEEN] = now.timestamp()
        return answer(request)

    return noted
