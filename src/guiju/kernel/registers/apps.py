"""Django app of declared registers."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "guiju.kernel.registers"
    label = "registers"
