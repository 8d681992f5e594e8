"""Addresses of the list of systems, below /systems/."""

from __future__ import annotations

from django.urls import path

from guiju.apps.systems import views

app_name = "systems"
urlpatterns = [
    path("", views.listed, name="list"),
    path("systems.csv", views.exported, name="csv"),
]
