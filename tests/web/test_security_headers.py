"""Every answer forbids what the site does not need; cookies are few and closed."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db
PAGES = ["/", "/about/", "/_components/", "/accounts/sign-in/", "/no-such-page"]


@pytest.fixture
def reader() -> Client:
    return Client(SERVER_NAME="localhost")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_may_load_only_from_its_own_site(reader, path):
    headers = reader.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    for kind in ("script-src", "style-src", "connect-src", "form-action"):
        assert policy[kind] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_inline_style_or_script_and_no_foreign_address(reader, path):
    text = reader.get(path).content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(?:\ssrc=|application/ld\+json))|javascript:", text)
    assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", text)


def test_reading_needs_no_cookie(reader):
    assert not reader.get("/about/").cookies


def test_choices_go_back_only_to_this_site(reader):
    answer = reader.post("/language/", {"language": "en", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"
    assert answer.cookies["guiju_language"]["samesite"] == "Lax"
    assert reader.post("/theme/", {"theme": "sepia", "next": "/about/"}).cookies.get("guiju_theme") is None


def test_a_session_cookie_is_closed_to_script():
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_the_site_says_whether_it_is_well(reader):
    assert reader.get("/healthz").content == b"ok\n"
    assert "Disallow: /check/" in reader.get("/robots.txt").content.decode()
    assert reader.get("/favicon.ico").headers["Location"].startswith("/static/guiju/mark.svg")
