"""Django app of this machinery."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "guiju.kernel.accounts"
    label = "accounts"
