"""Django app of this machinery."""

from django.apps import AppConfig


class QuotasConfig(AppConfig):
    name = "guiju.kernel.quotas"
    label = "quotas"
