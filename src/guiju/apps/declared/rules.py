"""The way to the registers from one's account (我的账号中的登记簿); their records as what cases are about.

Who may do what is said by each declaration.
"""

from __future__ import annotations

from django.urls import reverse

from guiju.apps.parties.queries.committees import committees_meant
from guiju.apps.parties.queries.organisations import organisations_meant
from guiju.domain.language import Words
from guiju.kernel.accounts.ways import Way, way_add
from guiju.kernel.procedures.hooks import Entrance, ObjectKind, entrances_add, object_add
from guiju.kernel.registers.layout import layouts
from guiju.kernel.registers.references import reference_add
from guiju.kernel.registers.services import record_facts, record_step_take

way_add(
    Way(
        "declared:index",
        "signed_in",
        Words("登记簿", "Registers"),
        Words("登记、导入、审查公开", "Enter, import and publish records"),
    )
)


def _path(kind: str, object_id: str) -> str:
    return reverse("declared:record", args=[kind.partition(":")[2], int(object_id)])


reference_add("organisation", organisations_meant)
reference_add("committee", committees_meant)
object_add(ObjectKind("register", Words("登记", "record"), record_facts, _path, record_step_take))


def _entrances() -> list[Entrance]:
    """A record is entered first, then its case begins: without one a case would set nothing and count nowhere."""
    return [
        Entrance(one.procedure.code, one.name, reverse("declared:new", args=[one.code]))
        for one in (layout.register for layout in layouts())
        if one.procedure is not None
    ]


entrances_add(_entrances)
