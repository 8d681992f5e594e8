"""The API against inputs that fit its schema and inputs that do not: never a failure of ours, always as documented.

A few cases for each operation here; `make fuzz` tries many.
"""

from __future__ import annotations

import os
from contextlib import suppress

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

from apps.conftest import small_catalogue  # noqa: F401
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


@pytest.fixture
def headers(small_catalogue):  # noqa: F811
    """A small catalogue with its index and a dump, and a key for all of it."""
    index_rebuild(kind="edition")
    dump_make(actor=None, at=AT)
    user = user_create(actor=None, username="caller", display_name="调用者", password=PASSWORD, at=AT)
    _, secret = api_key_create(actor=user, name="x", scopes=["read", "check"], days=30, at=timezone.now())
    for signal in (request_started, request_finished):  # the connection is the test's
        signal.disconnect(close_old_connections)
    yield {"Authorization": f"Bearer {secret}"}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfitting"])
@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda value: value)
def test_an_operation_answers_as_its_schema_says(headers, method, path, mode):
    document = {**openapi(), "paths": {path: {method.lower(): openapi()["paths"][path][method.lower()]}}}
    schema = schemathesis.openapi.from_dict(document)
    schema.app = application
    operation = schema[path][method]
    if mode is GenerationMode.NEGATIVE and not (operation.query or operation.path_parameters or operation.body):
        return

    @seed(20260301)
    @settings(
        max_examples=CASES,
        deadline=None,
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
