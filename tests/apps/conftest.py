"""What tests of the rooms share."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import as_file, files

import pytest

from guiju.apps.catalogue.importing.record import Defaults
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services import import_apply


@pytest.fixture
def fictitious(db):
    """The invented editions the program carries, in the catalogue."""
    with as_file(files("guiju.apps.catalogue") / "data" / "fictitious.jsonl") as path:
        import_apply(
            actor=None,
            path=path,
            at=datetime(2026, 11, 22, tzinfo=UTC),
            defaults=Defaults(source=path.name, fictitious=True),
        )
    return list(Edition.objects.select_related("series", "source").order_by("id"))
