"""Django app of the cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "guiju.apps.cases"
    label = "cases"
