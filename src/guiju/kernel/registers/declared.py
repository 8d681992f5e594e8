"""Reads of declarations (声明查询): those in use, the versions of one, a person's drafts."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from django.db.models import QuerySet

from guiju.domain.registers import Register
from guiju.kernel.accounts.models import User
from guiju.kernel.registers.layout import layout_of
from guiju.kernel.registers.models import Declaration, Sketch


class Made(NamedTuple):
    """A version of a declaration with who took it into use ("": the program)."""

    made: Declaration
    who: str


class InUse(NamedTuple):
    """A declaration in use, how many versions came before and how many records it has."""

    made: Declaration
    register: Register
    records: int
    versions: int


def declarations_in_use() -> list[InUse]:
    """Every declaration in use, by the name of its register."""
    held: dict[str, list[Declaration]] = {}
    for made in Declaration.objects.order_by("code", "-version"):
        held.setdefault(made.code, []).append(made)
    found = []
    for rows in held.values():
        layout = layout_of(rows[0])
        count = layout.model._default_manager.filter(withdrawn_at=None).count()
        found.append(InUse(rows[0], layout.register, count, len(rows)))
    return sorted(found, key=lambda one: one.made.code)


def versions_of(code: str) -> list[Made]:
    """The versions of a register, the one in use first."""
    rows = Declaration.objects.filter(code=code[:40]).select_related("applied_by").order_by("-version")
    return [
        Made(made, made.applied_by.display_name or made.applied_by.username if made.applied_by else "") for made in rows
    ]


def declaration_past(text: str) -> bool:
    """Whether this very text was in use and a later version is."""
    held = Declaration.objects.filter(digest=hashlib.sha256(text.encode()).hexdigest()).order_by("-version").first()
    return held is not None and Declaration.objects.filter(code=held.code, version__gt=held.version).exists()


def sketches_of(owner: User) -> QuerySet[Sketch]:
    """The declarations a person is writing, the last written first."""
    return Sketch.objects.filter(owner=owner).select_related("job", "sheet").order_by("-saved_at", "-pk")
