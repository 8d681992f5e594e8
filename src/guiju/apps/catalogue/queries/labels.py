"""What a value of a facet is called, and where the editions that have it are listed (检索条件的称呼与地址)."""

from __future__ import annotations

from django.http import QueryDict
from django.urls import reverse

from guiju.apps.catalogue.listing import label
from guiju.apps.catalogue.queries.counting import Chosen
from guiju.domain.language import Words


def facet_label(name: str, value: str) -> Words:
    """A facet value in words: ("level", "national") → 国家标准."""
    return label(name, value)


def results_address(chosen: Chosen, text: str = "") -> str:
    """The address of the list of editions that have all of these facet values."""
    query = QueryDict(mutable=True)
    if text:
        query["q"] = text
    for name, value in chosen:
        query.appendlist(name, value)
    return f"{reverse('catalogue:results')}?{query.urlencode()}"
