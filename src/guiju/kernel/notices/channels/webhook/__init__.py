"""Notices handed to another program of the house (网络钩子), such as a bridge to an office messenger.

One address for the installation, set by whoever runs it; each call is JSON, signed with HMAC-SHA256 over its body by
the installation's secret, in the header X-Guiju-Signature. Redirects are not followed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from guiju.kernel.accounts.models import User
from guiju.kernel.notices.channels import Letter, Unsent

TIMEOUT = 10


class _Still(HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def ready(user: User) -> bool:
    """Whether the installation has an address to call."""
    return bool(settings.WEBHOOK_URL) and user.is_active


def send(user: User, letter: Letter) -> None:
    """Call it; an address that cannot be reached is `Unsent`."""
    body = json.dumps(
        {
            "key": letter.key,
            "user": user.username,
            "subject": letter.subject._asdict(),
            "body": letter.body._asdict(),
            "why": letter.why._asdict(),
            "link": letter.link,
        },
        ensure_ascii=False,
    ).encode()
    headers = {"Content-Type": "application/json", "X-Guiju-Signature": signature(body)}
    request = Request(settings.WEBHOOK_URL, data=body, headers=headers, method="POST")
    try:
        build_opener(_Still).open(request, timeout=TIMEOUT).close()
    except HTTPError as error:
        raise RuntimeError(f"the webhook answered {error.code}") from error
    except (URLError, HTTPException) as error:
        raise Unsent(str(error)) from error


def signature(body: bytes) -> str:
    """The signature of a body, in hex."""
    key = hashlib.sha256(b"guiju webhook " + settings.SECRET_KEY.encode()).digest()
    return hmac.digest(key, body, "sha256").hex()
