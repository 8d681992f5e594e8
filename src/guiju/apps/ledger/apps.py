"""Django app of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "guiju.apps.ledger"
    label = "ledger"
