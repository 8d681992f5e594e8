"""What an address of a register speaks of (地址中的登记簿与登记), as far as its reader sees it."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404, HttpRequest
from django.utils import timezone

from guiju.kernel.accounts.models import User
from guiju.kernel.registers.layout import Layout, layout_find
from guiju.kernel.registers.queries import record_find
from guiju.kernel.registers.rules import Asked
from guiju.kernel.registers.sight import Sight, sight_of
from guiju.kernel.registers.tables import Record


class Place(NamedTuple):
    """A register and what its reader may see and do there."""

    layout: Layout
    sight: Sight


def place_of(request: HttpRequest, code: str) -> Place:
    """The register of an address. Raises Http404, also for one that is nothing to this reader."""
    layout = layout_find(code)
    if layout is None:
        raise Http404
    sight = sight_of(layout.register, request.user, timezone.localdate())
    if not sight.sees_something:
        raise Http404
    return Place(layout, sight)


def record_of(place: Place, pk: int) -> Record:
    """A record of the register. Raises Http404, also for one this reader does not see."""
    row = record_find(place.layout, pk)
    if row is None or not place.sight.sees(row):
        raise Http404
    return row


def asked_of(request: HttpRequest, code: str, pk: int = 0, **_: object) -> Asked:
    """What the rule of a page is asked about. Raises Http404."""
    place = place_of(request, code)
    return Asked(place.layout, record_of(place, pk) if pk else None)


def register_asked(request: HttpRequest, code: str, **_: object) -> Asked:
    """The register a page is about, where its number is not that of a record. Raises Http404."""
    return Asked(place_of(request, code).layout)


def me(request: HttpRequest) -> User:
    """Whoever asks, signed in: the rule has been checked."""
    assert isinstance(request.user, User)
    return request.user
