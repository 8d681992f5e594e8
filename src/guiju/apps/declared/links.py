"""Where names in records lead (登记中的机构与委员会): to the organisation or committee they mean today."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.urls import reverse

from guiju.apps.parties.queries.committees import AskedCommittees, committees_asked
from guiju.apps.parties.queries.organisation_lists import organisations_offered
from guiju.domain.registers import Field
from guiju.kernel.registers.references import LISTS, references_meant

_PAGES = {"organisation": "parties:organisation", "committee": "parties:committee"}
_OFFERED = 200


def links_of(pairs: Collection[tuple[Field, Any]]) -> dict[tuple[str, str], str]:
    """By kind of field and text, the page of what it means."""
    return {key: reverse(_PAGES[key[0]], args=[pk]) for key, pk in references_meant(pairs).items()}


def offered(fields: Collection[Field]) -> dict[str, list[str]]:
    """What can be chosen in a form, by kind of field; a browser shows it while one types, without any script."""
    kinds = {one.type for one in fields} & LISTS.keys()
    found: dict[str, list[str]] = {}
    if "organisation" in kinds:
        found["organisation"] = [row.name for row in organisations_offered("", _OFFERED)]
    if "committee" in kinds:
        found["committee"] = [row.number for row in committees_asked(AskedCommittees()).order_by("number")[:_OFFERED]]
    return found
