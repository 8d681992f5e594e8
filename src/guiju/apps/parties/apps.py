"""Django app of the parties."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "guiju.apps.parties"
    label = "parties"
