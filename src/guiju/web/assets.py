"""Addresses of the files a page needs (静态文件), each with a digest of its content so that browsers may keep it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders


def asset_url(path: str) -> str:
    """The address of a file under `static/`: "guiju/base.css" → "/static/guiju/base.css?v=1f0c…"."""
    digest = _digest.__wrapped__(path) if settings.DEBUG else _digest(path)
    return f"{settings.STATIC_URL}{path}?v={digest}"


@lru_cache(maxsize=256)
def _digest(path: str) -> str:
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(path)
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:12]
