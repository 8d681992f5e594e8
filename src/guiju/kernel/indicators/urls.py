"""Addresses of the measures, below /measures/."""

from __future__ import annotations

from django.urls import path

from guiju.kernel.indicators import views

app_name = "indicators"
urlpatterns = [
    path("", views.measures, name="all"),
    path("new", views.define, name="define"),
    path("reported/", views.reported, name="reported"),
    path("reported/<int:pk>/", views.check, name="check"),
    path("reported/<int:pk>/withdraw", views.withdraw, name="withdraw"),
    path("<str:code>/", views.measure, name="one"),
    path("<str:code>/report", views.report, name="report"),
]
