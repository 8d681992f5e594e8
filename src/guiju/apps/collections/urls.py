"""Addresses of the collections, below /collections/."""

from __future__ import annotations

from django.urls import path

from guiju.apps.collections.views import editing, reading, taking

app_name = "collections"
urlpatterns = [
    path("", reading.index, name="index"),
    path("new", editing.new, name="new"),
    path("<slug:slug>/", reading.one, name="one"),
    path("<slug:slug>/feed.atom", reading.feed, name="feed"),
    path("<slug:slug>/members.<str:ending>", taking.members, name="take"),
    path("<slug:slug>/cite.<str:ending>", taking.cite, name="cite"),
    path("<slug:slug>/edit", editing.edit, name="edit"),
    path("<slug:slug>/members", editing.members, name="members"),
    path("<slug:slug>/publish", editing.publish, name="publish"),
    path("<slug:slug>/withdraw", editing.withdraw, name="withdraw"),
    path("<slug:slug>/editors", editing.editors, name="editors"),
]
