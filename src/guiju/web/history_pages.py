"""The history chain as strangers meet it (历史链): its end, its signed checkpoints, the file, how to verify it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from guiju.kernel.accounts.access import access
from guiju.kernel.history.keys import installation_signer
from guiju.kernel.history.public_export import export_path, export_state
from guiju.kernel.history.queries import chain_end, checkpoints_last
from guiju.kernel.history.signing import key_id

_SHOWN, _LISTED = 12, 1_000
_SCRIPT = Path(__file__).with_name("static") / "guiju" / "verify_history.txt"


@access("public")
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """How far the chain has come, who signs it, and how anybody verifies it."""
    context = {
        "head": chain_end()[:2],
        "checkpoints": checkpoints_last(_SHOWN),
        "key": _key(),
        "export": export_state(),
        "script": _SCRIPT.read_text(encoding="utf-8"),
    }
    return render(request, "history.html", context)


@access("public")
@require_safe
@cache_control(public=True, max_age=300)
def checkpoints(request: HttpRequest) -> JsonResponse:
    """The last signed checkpoints and the key, as data."""
    points = [
        {
            "sequence": one.sequence,
            "digest": one.digest,
            "at": one.at,
            "signature": one.signature._asdict(),
        }
        for one in checkpoints_last(_LISTED)
    ]
    return JsonResponse({"key": _key(), "checkpoints": points})


@access("public")
@require_safe
def download(request: HttpRequest) -> FileResponse:
    """The public history up to its last checkpoint, packed."""
    try:
        stream = export_path().open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(stream, as_attachment=True, filename="history.jsonl.gz", content_type="application/gzip")


def _key() -> dict[str, Any]:
    signer = installation_signer()
    return {
        "algorithm": signer.algorithm,
        "id": key_id(signer.public_key),
        "fingerprint": hashlib.sha256(signer.public_key).hexdigest(),
    }
