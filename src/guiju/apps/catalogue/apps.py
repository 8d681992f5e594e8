"""Django app of the catalogue."""

from datetime import datetime
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

from guiju.apps.catalogue.precedence import precedence_load


class CatalogueConfig(AppConfig):
    name = "guiju.apps.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        """Take the installation's precedence of sources into use."""
        precedence_load(Path(settings.VAR), datetime.now().astimezone().date())
