"""Django app of this machinery."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "guiju.kernel.search"
    label = "search"
