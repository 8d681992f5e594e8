"""Django app of the declared registers."""

from django.apps import AppConfig


class DeclaredConfig(AppConfig):
    name = "guiju.apps.declared"
    label = "declared"
