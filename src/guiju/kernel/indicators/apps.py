"""Django app of measures: loads what every room offers at start, and what people report."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class IndicatorsConfig(AppConfig):
    name = "guiju.kernel.indicators"
    label = "indicators"

    def ready(self) -> None:
        autodiscover_modules("indicators")
        import_module("guiju.kernel.indicators.queries")
