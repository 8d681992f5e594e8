"""The history of a record in words (登记的经过): what was done, when, by whom, and what changed."""

from __future__ import annotations

from typing import Any, NamedTuple

from guiju.domain.language import Words
from guiju.domain.registers import value_show
from guiju.kernel.accounts.queries import actors_named
from guiju.kernel.history.models import Event
from guiju.kernel.history.queries import events_page
from guiju.kernel.procedures.declarations import procedure_of
from guiju.kernel.procedures.queries import case_get
from guiju.kernel.registers.layout import Layout
from guiju.kernel.registers.services.courses import STEP
from guiju.kernel.registers.sight import Sight
from guiju.kernel.registers.tables import Record

_MOST = 50
_WORDS = {
    "created": Words("登记", "Entered"),
    "changed": Words("修改", "Changed"),
    "withdrawn": Words("撤销", "Withdrawn"),
    "restored": Words("恢复", "Put back"),
    "disclosed": Words("公开", "Made public"),
    "concealed": Words("撤下公开", "Taken off the public pages"),
    "kept_longer": Words("延长保存", "Kept longer"),
}
_NO_LONGER = Words("修改后不再公开，须重新审查", "no longer public until it is approved again")


class Deed(NamedTuple):
    """One event: its place in the chain, when, who, what, why, and the fields that changed with both values."""

    sequence: int
    at: Any
    who: str
    words: Words
    reason: str
    changes: list[tuple[Words, str, str]]
    note: Words | None


def deeds_of(layout: Layout, sight: Sight, row: Record, lang: str) -> list[Deed]:
    """The last events of a record, the last one first; only of fields that are seen."""
    events = events_page(layout.kind, str(row.pk), offset=0, limit=_MOST)
    names = actors_named(events)
    seen = {one.code: one for one in sight.fields(row)}
    return [_deed(event, names, seen, lang) for event in events]


def _reason(reason: str, lang: str) -> str:
    """The reason of an event in words: of a step of the record's case, the step."""
    if not reason.startswith(STEP):
        return "" if reason.startswith(("register_import:", "register_declaration:")) else reason
    key, _, code = reason.removeprefix(STEP).partition(":")
    case = case_get(int(key))
    move = procedure_of(case.procedure, case.version).moves.get(code) if case is not None else None
    said = move.words.pick(lang) if move is not None else code
    return Words(f"办理第 {key} 件：{said}", f"case no. {key}: {said}").pick(lang)


def _deed(event: Event, names: dict[str, str], seen: dict[str, Any], lang: str) -> Deed:
    deed = event.action.rpartition(".")[2]
    content = event.payload.content or {}
    before, after = content.get("before") or {}, content.get("after") or {}
    changes = [
        (seen[code].name, value_show(seen[code], before.get(code), lang), value_show(seen[code], after.get(code), lang))
        for code in after
        if code in seen and deed == "changed"
    ]
    note = _NO_LONGER if deed == "changed" and "disclosed_at" in after else None
    said = _reason(event.reason, lang)
    return Deed(
        event.sequence, event.at, names.get(event.actor, ""), _WORDS.get(deed, Words(deed, deed)), said, changes, note
    )
