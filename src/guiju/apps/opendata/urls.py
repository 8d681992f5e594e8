"""Addresses of open data."""

from __future__ import annotations

from django.urls import path

from guiju.apps.opendata import views

app_name = "opendata"
urlpatterns = [
    path("", views.data, name="data"),
    path("dcat.jsonld", views.dcat, name="dcat"),
    path("latest/<str:name>", views.latest, name="latest"),
    path("<int:pk>/<str:name>", views.file, name="file"),
]
