"""Django app of search: loads what every room lets be searched at start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "guiju.kernel.search"
    label = "search"

    def ready(self) -> None:
        autodiscover_modules("search")
