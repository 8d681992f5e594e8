"""Django app of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "guiju.kernel.notices"
    label = "notices"
