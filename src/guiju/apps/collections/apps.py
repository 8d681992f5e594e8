"""Django app of the collections."""

from django.apps import AppConfig


class CollectionsConfig(AppConfig):
    name = "guiju.apps.collections"
    label = "collections"
