"""A small register in use, and the people around it: one who enters, a colleague, a stranger, an officer."""

from __future__ import annotations

from typing import Any

import pytest

from domain.register_samples import SMALL
from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.registers.layout import Layout, layout_get
from guiju.kernel.registers.services import declaration_apply, record_create
from guiju.kernel.registers.tables import Record
from kernel.conftest import AT, person

TEXT = SMALL.replace('see = ["own"]\npublic', 'see = ["own", "units"]\nenter = ["enterprise"]\npublic')


def version(number: int, *changes: tuple[str, str]) -> str:
    """The declaration in a later version, changed."""
    text = TEXT.replace("version = 1", f"version = {number}")
    for written, instead in changes:
        assert written in text
        text = text.replace(written, instead)
    return text


def enter(typed: dict[str, Any], organisation: Organisation | None = None, **more: Any) -> Record:
    """A record entered by the system."""
    pk = organisation.pk if organisation else None
    return record_create(actor=None, register="trials", typed=typed, organisation_id=pk, at=AT, **more)


@pytest.fixture(autouse=True)
def search_folder(tmp_path: Any, settings: Any) -> None:
    settings.SEARCH_ROOT = tmp_path


@pytest.fixture
def trials(db: None) -> Layout:
    declaration_apply(actor=None, text=TEXT, where="trials.toml", at=AT)
    return layout_get("trials")


@pytest.fixture
def firm(db: None) -> Organisation:
    return organisation_create(actor=None, name="甲公司", kind="enterprise", at=AT)


@pytest.fixture
def maker(firm: Organisation) -> User:
    return person("maker", firm, "enterprise")


@pytest.fixture
def fellow(firm: Organisation) -> User:
    return person("fellow", firm, "expert")


@pytest.fixture
def outsider(db: None) -> User:
    return person("outsider", organisation_create(actor=None, name="乙公司", kind="enterprise", at=AT), "enterprise")


@pytest.fixture
def officer(db: None) -> User:
    return person("officer", organisation_create(actor=None, name="市监局", kind="bureau", at=AT), "officer")


@pytest.fixture
def inspector(db: None) -> User:
    return person("inspector", organisation_create(actor=None, name="执法队", kind="bureau", at=AT), "inspector")
