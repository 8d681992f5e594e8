"""Django app of this room."""

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "guiju.apps.opendata"
    label = "opendata"
