"""Public pages kept for the next stranger who asks for them (页面暂存), while nothing in the installation changed.

What a page says may follow from any record, so it is kept for one state of the history and one day only, and not at all
while a change waits to be searched. Whoever is signed in, or carries a message, is always answered afresh.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from guiju.kernel.history.queries import chain_length
from guiju.kernel.search.queries import changes_wait
from guiju.web.page import THEME_COOKIE

SECONDS = 300
LARGEST = 600_000
KEPT = ("/standards/", "/browse/", "/collections/", "/measures/", "/parties/", "/statistics/")
Answer = Callable[[HttpRequest], HttpResponse]
_OWN_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
_KEPT_HEADERS = ("Content-Type", "Vary", "X-Frame-Options", "Link", "X-Robots-Tag", "Cache-Control")


def kept_pages(answer: Answer) -> Answer:
    """Middleware: answers a stranger's GET from what was kept, and keeps what may be kept."""

    def kept(request: HttpRequest) -> HttpResponse:
        if not _may_be_kept(request):
            return answer(request)
        key, cache = _key(request), caches["pages"]
        found = cache.get(key)
        if found is not None:
            return HttpResponse(zlib.decompress(found[0]), headers=found[1])
        response = answer(request)
        patch_vary_headers(response, ["Cookie"])
        if _is_everybodys(response) and not changes_wait():
            headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
            cache.set(key, (zlib.compress(response.content, 1), headers), SECONDS)
        return response

    return kept


def _may_be_kept(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and (request.path == "/" or request.path.startswith(KEPT))
        and not any(name in request.COOKIES for name in _OWN_COOKIES)
        and "Authorization" not in request.headers
        and "Range" not in request.headers
    )


def _is_everybodys(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and response.headers.get("Content-Type", "").startswith("text/html")
        and "private" not in response.headers.get("Cache-Control", "")
        and "Content-Disposition" not in response.headers
        and len(response.content) <= LARGEST
    )


def _key(request: HttpRequest) -> str:
    told = (
        request.scheme or "", request.get_host(), request.get_full_path(), get_language() or "",
        request.COOKIES.get(THEME_COOKIE, ""), request.headers.get("Accept", ""),
        str(chain_length()), timezone.localdate().isoformat(),
    )  # fmt: skip
    return hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()
