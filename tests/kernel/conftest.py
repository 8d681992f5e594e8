"""People for the tests of the kernel: an owner, a colleague of the same organisation, a stranger of another."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create

AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
PASSWORD = "a long password"


@pytest.fixture
def laboratory(db: None) -> Organisation:
    return organisation_create(actor=None, name="甲实验室", kind="laboratory", at=AT)


@pytest.fixture
def other_laboratory(db: None) -> Organisation:
    return organisation_create(actor=None, name="乙实验室", kind="laboratory", at=AT)


def person(username: str, organisation: Organisation, role: str = "laboratory") -> User:
    user = user_create(actor=None, username=username, display_name=username, password=PASSWORD, at=AT)
    membership_grant(actor=None, user=user, organisation=organisation, role=role, starts_on=date(2020, 1, 1), at=AT)
    return user


@pytest.fixture
def owner(laboratory: Organisation) -> User:
    return person("owner", laboratory)


@pytest.fixture
def colleague(laboratory: Organisation) -> User:
    return person("colleague", laboratory)


@pytest.fixture
def stranger(other_laboratory: Organisation) -> User:
    return person("stranger", other_laboratory)


@pytest.fixture
def security(laboratory: Organisation) -> User:
    return person("security", laboratory, "security_administrator")


@pytest.fixture
def system(laboratory: Organisation) -> User:
    return person("system", laboratory, "system_administrator")
