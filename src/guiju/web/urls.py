"""Addresses of the site (网址)."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("guiju.kernel.accounts.urls")),
]
