"""Addresses of one's API keys, below /accounts/keys/."""

from __future__ import annotations

from django.urls import path

from guiju.kernel.api import views

app_name = "keys"
urlpatterns = [
    path("", views.keys, name="mine"),
    path("<int:pk>/revoke", views.revoke, name="revoke"),
]
