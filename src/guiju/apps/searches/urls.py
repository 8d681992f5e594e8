"""Addresses of saved searches."""

from __future__ import annotations

from django.urls import path

from guiju.apps.searches import views

app_name = "searches"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("new", views.new, name="new"),
    path("<int:pk>/rename", views.rename, name="rename"),
    path("<int:pk>/look", views.look, name="look"),
    path("<int:pk>/delete", views.delete, name="delete"),
]
