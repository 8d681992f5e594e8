"""Addresses of the cases, below /cases/."""

from __future__ import annotations

from django.urls import path, re_path

from guiju.apps.cases.views import handling, reporting

app_name = "cases"
_RECEIPT = r"^receipt/(?P<receipt>[A-Za-z0-9_-]{32})"
urlpatterns = [
    path("", handling.queue, name="queue"),
    path("<int:pk>/", handling.one, name="one"),
    path("<int:pk>/contact", handling.contact, name="contact"),
    path("report/<int:pk>", reporting.report, name="report"),
    path("receipt/", reporting.find, name="find"),
    re_path(_RECEIPT + r"/$", reporting.receipt, name="receipt"),
    re_path(_RECEIPT + r"/forget$", reporting.forget, name="forget"),
]
