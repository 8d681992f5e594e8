"""The systems each register in use says it serves or records (登记簿办理的制度)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from guiju.kernel.accounts.models import User
from guiju.kernel.claims import Claim, provide
from guiju.kernel.registers.layout import Layout, layouts
from guiju.kernel.registers.sight import sight_of


def _claimed() -> Iterator[Claim]:
    for layout in layouts():
        register = layout.register
        if register.served or register.recorded:
            path = partial(reverse, "declared:records", args=[register.code])
            yield Claim(register.served, register.recorded, register.name, path, partial(_seen, layout))


def _seen(layout: Layout, person: User | AnonymousUser) -> bool:
    return sight_of(layout.register, person, timezone.localdate()).sees_something


provide(_claimed)
