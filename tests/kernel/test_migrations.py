"""The migrations make the tables that the models declare."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation


def test_no_model_has_changed_without_a_migration(settings: Any) -> None:
    settings.MIGRATION_MODULES = {}  # a worker that makes its tables from the models has put them away
    loader = MigrationLoader(None)
    with translation.override(None):  # verbose names as they are written
        found = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    missing = {label: [str(step) for made in changes for step in made.operations] for label, changes in found.items()}
    assert missing == {}, "run `django makemigrations`"
    assert loader.detect_conflicts() == {}
