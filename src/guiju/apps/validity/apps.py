"""Django app of the validity check."""

from django.apps import AppConfig


class ValidityConfig(AppConfig):
    name = "guiju.apps.validity"
    label = "validity"
