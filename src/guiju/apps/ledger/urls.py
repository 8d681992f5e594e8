"""Addresses of the ledger, below /ledger/: every module of `views` offers its own as `paths`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern

from guiju.apps.ledger import views

app_name = "ledger"
_MODULES = [import_module(f"{views.__name__}.{found.name}") for found in iter_modules(views.__path__)]
urlpatterns: list[URLPattern] = [one for module in _MODULES for one in getattr(module, "paths", ())]
