"""Addresses of browsing, statistics, feeds and the sitemap."""

from __future__ import annotations

from django.urls import path

from guiju.apps.browse import outlets, views

app_name = "browse"
urlpatterns = [
    path("browse/", views.everything, name="all"),
    path("browse/by/<slug:name>/", views.values, name="values"),
    path("browse/<slug:tree>/", views.tree, name="tree"),
    path("browse/<slug:tree>/<path:code>/", views.tree, name="node"),
    path("statistics/", views.statistics, name="statistics"),
    path("statistics/<slug:name>.csv", views.statistics_file, name="statistics_file"),
    path("feeds/standards.<slug:kind>", outlets.newest, name="newest"),
    path("feeds/standards/<int:pk>.<slug:kind>", outlets.standard, name="standard"),
    path("sitemap.xml", outlets.sitemaps, name="sitemaps"),
    path("sitemap-pages.xml", outlets.sitemap_pages, name="sitemap_pages"),
    path("sitemap-standards-<int:nth>.xml", outlets.sitemap_standards, name="sitemap"),
]
