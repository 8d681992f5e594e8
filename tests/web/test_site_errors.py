"""Errors say what happened and what to do, in the reader's language."""

from __future__ import annotations

import errno

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import Http404
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.http import require_POST

from guiju.web import errors
from guiju.web.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401

pytestmark = pytest.mark.django_db


DISK_FULL = {
    "file": OSError(errno.ENOSPC, "No space left on device"),
    "quota": OSError(errno.EDQUOT, "Disk quota exceeded"),
    "sqlite": OperationalError("database or disk is full"),
    "postgresql": OperationalError('could not extend file "base/1/2": No space left on device'),
}


def _raiser(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    *urlpatterns,
    path("fail/400", _raiser(BadRequest())),
    path("fail/403", _raiser(PermissionDenied())),
    path("fail/404", _raiser(Http404())),
    path("fail/405", require_POST(_raiser(RuntimeError()))),
    path("fail/413", _raiser(RequestDataTooBig())),
    path("fail/500", _raiser(RuntimeError("secret detail"))),
    *(path(f"fail/disk/{kind}", _raiser(error)) for kind, error in DISK_FULL.items()),
]


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (400, errors.BAD_REQUEST),
        (403, errors.FORBIDDEN),
        (404, errors.NOT_FOUND),
        (405, errors.WRONG_METHOD),
        (413, errors.TOO_LARGE),
        (500, errors.SERVER_ERROR),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
@override_settings(ROOT_URLCONF="test_site_errors")
def test_the_page_explains_and_helps(status, problem, lang):
    client = Client(SERVER_NAME="localhost", raise_request_exception=False, HTTP_ACCEPT_LANGUAGE=lang)
    answer = client.get(f"/fail/{status}")
    assert answer.status_code == status
    text = answer.content.decode()
    for words in (problem.title, problem.explanation, problem.remedy):
        assert words.pick(lang) in text
    assert "secret detail" not in text


@pytest.mark.parametrize("kind", DISK_FULL)
@override_settings(ROOT_URLCONF="test_site_errors")
def test_a_full_disk_is_called_so_in_both_languages(kind):
    answer = Client(SERVER_NAME="localhost", raise_request_exception=False).get(f"/fail/disk/{kind}")
    assert answer.status_code == 507
    text = answer.content.decode()
    assert errors.STORAGE.title.zh in text
    assert errors.STORAGE.title.en in text


def test_a_form_without_token_is_told_that_the_page_has_expired():
    client = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    answer = client.post("/accounts/sign-in/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert errors.CSRF.title.zh in answer.content.decode()


def test_what_no_page_would_accept_is_refused_before_it_is_read():
    client = Client(SERVER_NAME="localhost")
    answer = client.post("/check/new", b"x", content_type="text/plain", CONTENT_LENGTH=str(10**9))
    assert answer.status_code == 413
    assert errors.TOO_LARGE.remedy.zh in answer.content.decode()
