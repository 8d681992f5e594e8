"""Django app of the room."""

from django.apps import AppConfig


class BrowseConfig(AppConfig):
    name = "guiju.apps.browse"
    label = "browse"
