"""Addresses of the parties, below /parties/."""

from __future__ import annotations

from django.urls import path

from guiju.apps.parties.views import editing, organisations

app_name = "parties"
urlpatterns = [
    path("", organisations.listing, name="organisations"),
    path("organisations.<str:ending>", organisations.take, name="organisations-take"),
    path("new", editing.new, name="new"),
    path("duplicates", editing.duplicates, name="duplicates"),
    path("merges/<int:pk>/undo", editing.merge_undo, name="merge-undo"),
    path("<int:pk>/", organisations.one, name="organisation"),
    path("<int:pk>/edit", editing.edit, name="edit"),
    path("<int:pk>/rename", editing.rename, name="rename"),
    path("<int:pk>/close", editing.close, name="close"),
    path("<int:pk>/link", editing.link, name="link"),
    path("<int:pk>/merge", editing.merge, name="merge"),
]
