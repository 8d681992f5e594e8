"""What the tests of rooms need: people, a small catalogue, the invented editions, a browser, a time."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Any

import pytest
from django.test import Client

from guiju.apps.catalogue.importing.record import Defaults
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.services import edition_record, import_apply, relation_record
from kernel.conftest import (  # noqa: F401
    AT,
    colleague,
    laboratory,
    other_laboratory,
    owner,
    person,
    stranger,
)

SOURCE = "测试来源"


def catalogue_fill() -> None:
    """GB/T 1.1-2009, replaced by GB/T 1.1-2020."""
    for number, published, effective in (
        ("GB/T 1.1-2009", "2009-06-17", "2010-01-01"), ("GB/T 1.1-2020", "2020-03-31", "2020-10-01"),
    ):  # fmt: skip
        edition_record(
            actor=None, number=number, title_zh="标准化工作导则", published=published, effective=effective,
            source=SOURCE, at=AT,
        )  # fmt: skip
    relation_record(actor=None, kind="replaces", subject="GB/T 1.1-2020", obj="GB/T 1.1-2009", source=SOURCE, at=AT)


@pytest.fixture
def small_catalogue(db: None) -> None:
    catalogue_fill()


@pytest.fixture(scope="module")
def kept_catalogue(module_db: Any) -> None:
    """The small catalogue, recorded once for all tests of a module that each ask for it."""
    with module_db():
        catalogue_fill()


@pytest.fixture
def fictitious(db: None) -> list[Edition]:
    """The invented editions the program carries, in the catalogue."""
    with as_file(files("guiju.apps.catalogue") / "data" / "fictitious.jsonl") as path:
        import_apply(
            actor=None,
            path=path,
            at=datetime(2026, 11, 22, tzinfo=UTC),
            defaults=Defaults(source=path.name, fictitious=True),
        )
    return list(Edition.objects.select_related("series", "source").order_by("id"))


@pytest.fixture
def signed_in() -> object:
    """`signed_in(user)`: a browser of that person; `signed_in()` of nobody."""

    def make(user: object = None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make
