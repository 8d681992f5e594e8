"""Django app of jobs: loads what every room wants done at start."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "guiju.kernel.jobs"
    label = "jobs"

    def ready(self) -> None:
        import_module("guiju.kernel.jobs.housekeeping")
        autodiscover_modules("jobs")
