"""The installation a command works on (安装): starting Django, and knowing whether its data folder is up to date."""

from __future__ import annotations

import hashlib
import json
import os
import pkgutil
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

PATIENCE = 600
SOURCE = Path(__file__).resolve().parents[1]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.web.settings")


def start() -> None:
    """Start Django with the settings of the installation; models can be loaded after this."""
    django.setup()


def be_patient() -> None:
    """Wait up to ten minutes, longer than a page does, where another program writes to the embedded database."""
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["timeout"] = PATIENCE


def data_folder() -> Path:
    """The data folder of the installation."""
    return Path(settings.VAR)


def fingerprint() -> str:
    """Changes with the program, the data it carries and its settings, so that a finished setup is recognised."""
    files = sorted(path for path in SOURCE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    stats = [(str(path.relative_to(SOURCE)), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    given = sorted((name, value) for name, value in os.environ.items() if name.startswith("GUIJU_"))
    return hashlib.sha256(json.dumps([stats, given]).encode()).hexdigest()


def is_set_up(var: Path, told: str) -> bool:
    """Whether the data folder was last set up by this very program with these settings, and is still there."""
    try:
        return (var / "setup.stamp").read_text(encoding="ascii") == told and (var / "keys").is_dir()
    except FileNotFoundError:
        return False


def is_current() -> bool:
    """Whether the database has every change of structure this program has; asked once Django is started."""
    applied = MigrationRecorder(connection).applied_migrations()
    return all(
        (room.label, found.name) in applied
        for room in apps.get_app_configs()
        for found in pkgutil.iter_modules([str(Path(room.path) / "migrations")])
    )


def stamp(var: Path, told: str) -> None:
    """Remember that the data folder is set up."""
    (var / "setup.stamp").write_text(told, encoding="ascii")
