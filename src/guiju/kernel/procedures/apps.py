"""Django app of cases that run through declared procedures."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "guiju.kernel.procedures"
    label = "procedures"
