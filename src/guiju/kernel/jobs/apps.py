"""Django app of this machinery."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "guiju.kernel.jobs"
    label = "jobs"
