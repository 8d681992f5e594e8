"""Django app of the catalogue."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "guiju.apps.catalogue"
    label = "catalogue"
