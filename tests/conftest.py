"""How tests meet the database: made once, kept by a module where it asks; a server is asked only what concerns it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.conf import settings
from django.test import TestCase, TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

# A law holds however slow the machine is.
hypothesis.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("suite")
ASKING = {"db", "transactional_db", "live_server", "django_db_setup", "module_db"}


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """The first worker applies the migrations; others make the tables from the models, in a fifth of the time.

    That nothing is missing in the migrations is asked by `test_migrations.py`.
    """
    return os.environ.get("PYTEST_XDIST_WORKER", "gw0") == "gw0"


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """A transaction around a module: what is recorded inside `with module_db():` is there for each of its tests.

    Each test has its own transaction within, so none sees what another did; after the last all is taken back.
    """
    with django_db_blocker.unblock():
        atomics = TestCase._enter_atomics()  # type: ignore[attr-defined]
    yield django_db_blocker.unblock
    with django_db_blocker.unblock():
        TestCase._rollback_atomics(atomics)  # type: ignore[attr-defined]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a server run only what may ask a database: the others ran on SQLite, and any question of theirs is refused."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return
    left = [item for item in items if not asks_database(item)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if asks_database(item)]


def asks_database(item: pytest.Item) -> bool:
    """Whether a test may ask the database: by its mark, a fixture or its class."""
    if item.get_closest_marker("django_db") or ASKING & set(getattr(item, "fixturenames", ())):
        return True
    own = getattr(item, "cls", None)
    return isinstance(own, type) and issubclass(own, TransactionTestCase)
