"""Reads of declarations (声明查询): those in use, the versions of one, a person's drafts."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from django.db.models import QuerySet

from guiju.domain.registers import Register
from guiju.kernel.accounts.models import User
from guiju.kernel.registers.layout import layout_of
from guiju.kernel.registers.models import Declaration, Sketch

_PLAN_FORM = "2"
"""Raised when a plan is kept with other keys than before: plans of drafts in an older form are made anew."""


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


def sketch_digest(text: str) -> str:
    """What the plan of a draft is kept under: its text, and the form plans have now."""
    return hashlib.sha256(f"{_PLAN_FORM}\n{text}".encode()).hexdigest()


def sketch_told(sketch: Sketch) -> dict[str, Any] | None:
    """What taking a draft into use would do, where what was planned still holds.

    None where nothing was planned, or it was for another text, in an older form, or another version is in use now.
    """
    told: dict[str, Any] | None = sketch.plan
    if told is None or sketch.planned_digest != sketch_digest(sketch.text):
        return None
    now = Declaration.objects.filter(code=told["code"]).order_by("-version").values_list("version", flat=True).first()
    return told if told["was"] == (now or 0) else None
