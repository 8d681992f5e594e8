"""Addresses of the validity check, below /check/."""

from __future__ import annotations

from django.urls import path, re_path
from django.views.generic import RedirectView

from guiju.apps.validity.views import acting, asking, downloads, listing, result, unlisted, verifying
from guiju.kernel.accounts.access import access

app_name = "validity"
_KEY = r"^(?P<key>[A-Za-z0-9_-]{43})/"

urlpatterns = [
    path("", access("public")(RedirectView.as_view(pattern_name="validity:new")), name="home"),
    path("new", asking.ask, name="new"),
    path("mine/", listing.mine, name="mine"),
    path("unlisted/", unlisted.queue, name="unlisted"),
    path("unlisted/<int:pk>/", unlisted.settle, name="settle"),
    path("unlisted/<int:pk>/reopen", unlisted.reopen, name="reopen"),
    path("verify/", verifying.verify, name="verify"),
    re_path(_KEY + r"$", result.result, name="result"),
    re_path(_KEY + r"progress$", result.progress, name="progress"),
    re_path(_KEY + r"text/(?P<file>[0-9]{1,4})/$", result.passages, name="passages"),
    re_path(_KEY + r"marked/(?P<file>[0-9]{1,4})$", downloads.marked, name="marked"),
    re_path(_KEY + r"again$", acting.again, name="again"),
    re_path(_KEY + r"revise$", acting.revise, name="revise"),
    re_path(_KEY + r"save$", acting.save, name="save"),
    re_path(_KEY + r"delete$", acting.delete, name="delete"),
    re_path(_KEY + r"stop$", acting.stop, name="stop"),
    re_path(_KEY + r"(?P<what>[a-z]+\.[a-z]+)$", downloads.download, name="download"),
]
