"""Django app of this machinery."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "guiju.kernel.history"
    label = "history"
