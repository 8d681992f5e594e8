"""What every page knows of its reader and its installation (页面上下文)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.http import HttpRequest

from guiju import __version__
from guiju.web.navigation import FURTHER, NAVIGATION

THEME_COOKIE = "guiju_theme"
THEMES = ("auto", "light", "dark")


def page_context(request: HttpRequest) -> dict[str, Any]:
    """What every template knows: `user`, `theme`, `demo`, `version`, `navigation`, `further` (the ways at the foot),
    `messages` and `here` (path and query).
    """
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "user": getattr(request, "user", None) or AnonymousUser(),
        "theme": theme if theme in THEMES else "auto",
        "demo": settings.DEMO,
        "version": __version__,
        "navigation": NAVIGATION,
        "further": FURTHER,
        "messages": get_messages(request),
        "here": request.get_full_path(),
    }
