"""Django app of this machinery."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "guiju.kernel.api"
    label = "api"
