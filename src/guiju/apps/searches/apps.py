"""Django app of saved searches."""

from django.apps import AppConfig


class SearchesConfig(AppConfig):
    name = "guiju.apps.searches"
    label = "searches"
