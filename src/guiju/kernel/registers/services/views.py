"""Verbs of saved views (保存的视图): kept by a name, one's own or shared within an organisation; deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import QueryDict

from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.history.services import event_record
from guiju.kernel.registers.asking import asked
from guiju.kernel.registers.layout import layout_get
from guiju.kernel.registers.models import SavedView
from guiju.kernel.registers.rules import Asked
from guiju.kernel.registers.sight import sight_of

OBJECT = "register_view"
MOST = 100
_NAME = Words("请给视图起个名字，不超过 100 个字。", "Give the view a name of up to 100 characters.")
_TAKEN = Words("您在这本登记簿已有叫这个名字的视图。", "You have a view of this name in this register.")
_FULL = Words(f"最多存 {MOST} 个视图，请先删去一些。", f"{MOST} views at most: delete some first.")
_LONG = Words("条件太长。", "It asks for too much.")
_WHERE = Words("只能共享给您任职的单位。", "It can be shared with organisations you act for only.")


@transaction.atomic
def view_save(
    *, actor: User, register: str, name: str, query: str, organisation_id: int | None = None, at: datetime
) -> SavedView:
    """Keep a list by a name (存视图). Raises `WordsError` naming the field at fault."""
    layout = layout_get(register)
    permission_require(actor, "registers.view", Asked(layout))
    sight = sight_of(layout.register, actor, at.date())
    text = asked(layout, sight, QueryDict(query[:8_000])).address()
    name = " ".join(name.split())
    mine = SavedView.objects.filter(owner=actor, register=register)
    if not 0 < len(name) <= 100:
        raise WordsError("name", _NAME, where="name")
    if mine.filter(name=name).exists():
        raise WordsError("name_taken", _TAKEN, where="name")
    if mine.count() >= MOST:
        raise WordsError("too_many", _FULL, where="name")
    if len(text) > 2_000:
        raise WordsError("query", _LONG, where="name")
    if organisation_id is not None and organisation_id not in sight.organisations:
        raise WordsError("organisation", _WHERE, where="organisation")
    made = SavedView.objects.create(
        owner=actor, register=register, name=name, query=text, organisation_id=organisation_id, created_at=at
    )
    _tell(actor, "saved", made, None, {"name": name, "query": text, "organisation": organisation_id}, at)
    return made


@transaction.atomic
def view_delete(*, actor: User, view: SavedView, at: datetime) -> None:
    """Keep it no longer (删除), by its owner."""
    permission_require(actor, "registers.view_own", view)
    _tell(actor, "deleted", view, {"name": view.name, "query": view.query}, None, at)
    view.delete()


def _tell(
    actor: User,
    deed: str,
    view: SavedView,
    before: dict[str, object] | None,
    after: dict[str, object] | None,
    at: datetime,
) -> None:
    event_record(
        actor=actor.actor, action=f"register.view.{deed}", object_kind=OBJECT, object_id=str(view.pk),
        before=before, after=after, at=at,
    )  # fmt: skip
