"""The API against inputs that fit its schema and inputs that do not: never a failure of ours, always as documented.

A few cases for each operation here; `make fuzz` tries many.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from apps.conftest import catalogue_fill
from guiju.apps.catalogue.models import Edition
from guiju.apps.opendata.services import dump_make
from guiju.kernel.accounts.services import user_create
from guiju.kernel.api.services import api_key_create
from guiju.kernel.search.services import index_rebuild
from guiju.web.api import openapi
from guiju.web.wsgi import application
from kernel.conftest import AT, PASSWORD

CASES = int(os.environ.get("GUIJU_FUZZ", "3"))
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::Warning")]
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = sorted(
    (method.upper(), path)
    for path, told in openapi()["paths"].items()
    for method in told
    if "operationId" in told[method]
)


@pytest.fixture(scope="module")
def secret(module_db):
    """A small catalogue with its index and a dump, and a key for all of it."""
    with module_db():
        catalogue_fill()
        index_rebuild(kind="edition")
        dump_make(actor=None, at=AT)
        user = user_create(actor=None, username="caller", display_name="调用者", password=PASSWORD, at=AT)
        return api_key_create(actor=user, name="x", scopes=["read", "check"], days=30, at=timezone.now())[1]


@pytest.fixture
def headers(secret):
    for signal in (request_started, request_finished):  # the connection is the test's
        signal.disconnect(close_old_connections)
    yield {"Authorization": f"Bearer {secret}"}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@cache
def document():
    """The whole document, read once: what each operation could be asked is worked out from all of the program."""
    schema = schemathesis.openapi.from_dict(openapi())
    schema.app = application
    return schema


def can_be_unfit(told):
    """Whether anything could be said that does not fit: every text fits a part of an address that is any text."""
    plain = all(
        asked["in"] == "path" and asked["schema"].get("type") == "string" and set(asked["schema"]) <= {"type", "title"}
        for asked in told.get("parameters", ())
    )
    return "requestBody" in told or not plain


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfitting"])
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda value: value)
def test_an_operation_answers_as_its_schema_says(headers, method, path, mode):
    operation = document()[path][method]
    if mode is GenerationMode.NEGATIVE and not can_be_unfit(openapi()["paths"][path][method.lower()]):
        return

    @seed(20260301)
    @settings(
        max_examples=CASES,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def answer(case):
        response = case.call(headers=headers, base_url="http://localhost")
        case.validate_response(response, checks=CHECKS, headers=headers)

    with suppress(Unsatisfiable):  # every text fits some parameters
        answer()
    assert Edition.objects.count() == 2
