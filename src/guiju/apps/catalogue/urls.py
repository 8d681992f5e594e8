"""Addresses of the catalogue."""

from __future__ import annotations

from django.urls import path

from guiju.apps.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("standards/", views.results, name="results"),
    path("standards/suggest", views.suggestions, name="suggest"),
    path("standards/<int:pk>/", views.edition, name="edition"),
    path("standards/<int:pk>.json", views.edition_data, name="edition_json"),
    path("s/<path:number>", views.number, name="number"),
    path("about-data/", views.about_data, name="about_data"),
]
