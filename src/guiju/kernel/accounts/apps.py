"""Django app of accounts: loads the rules of every room at start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "guiju.kernel.accounts"
    label = "accounts"

    def ready(self) -> None:
        autodiscover_modules("rules")
