"""Django app of the list of systems: loads what every room claims at start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SystemsConfig(AppConfig):
    name = "guiju.apps.systems"
    label = "systems"

    def ready(self) -> None:
        autodiscover_modules("claims")
