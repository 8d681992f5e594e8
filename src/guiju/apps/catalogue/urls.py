"""Addresses of the catalogue."""

from __future__ import annotations

from django.urls import path

from guiju.apps.catalogue import cite_views, import_views, search_views, standard_views, views

app_name = "catalogue"
urlpatterns = [
    path("standards/", search_views.results, name="results"),
    path("standards/suggest", search_views.suggestions, name="suggest"),
    path("standards/export.<str:ending>", search_views.export, name="export"),
    path("standards/help/", search_views.help_page, name="search_help"),
    path("standards/<int:pk>/", standard_views.edition, name="edition"),
    path("standards/<int:pk>.json", standard_views.edition_data, name="edition_json"),
    path("standards/<int:pk>/graph/", standard_views.graph, name="graph"),
    path("standards/<int:pk>/history/", standard_views.history, name="history"),
    path("standards/<int:pk>/history.json", standard_views.history_data, name="history_json"),
    path("standards/<int:pk>/cite.<str:ending>", cite_views.one, name="cite"),
    path("standards/cite.<str:ending>", cite_views.found, name="cite_found"),
    path("standards/import/", import_views.lists, name="imports"),
    path("standards/import/<int:pk>/", import_views.one, name="import"),
    path("standards/import/<int:pk>/columns", import_views.columns, name="import_columns"),
    path("standards/import/<int:pk>/progress", import_views.progress, name="import_progress"),
    path("standards/import/<int:pk>/apply", import_views.apply, name="import_apply"),
    path("standards/import/<int:pk>/retry", import_views.retry, name="import_retry"),
    path("standards/import/<int:pk>/stop", import_views.stop, name="import_stop"),
    path("standards/import/<int:pk>/delete", import_views.delete, name="import_delete"),
    path("standards/import/<int:pk>/problems.csv", import_views.problems, name="import_problems"),
    path("standards/import/<int:pk>/standards", import_views.standards, name="import_standards"),
    path("s/<path:number>", views.number, name="number"),
    path("about-data/", views.about_data, name="about_data"),
]
