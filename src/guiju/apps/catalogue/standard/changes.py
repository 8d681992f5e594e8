"""The history of an edition as people read it (更改历史): who, what, from what to what, when, why, from which source.

A person is shown by the role held on that day, never by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from guiju.apps.catalogue.replay import ADDED, GIVERS
from guiju.apps.catalogue.terms import ACTIONS, CLAIMS, FIELDS, LEVELS, NATURES, RELATIONS
from guiju.domain.language import NO_WORDS, Words
from guiju.kernel.accounts.models import Membership
from guiju.kernel.accounts.queries import roles_of_actors
from guiju.kernel.accounts.roles import ROLES
from guiju.kernel.history.canonical import moment_text
from guiju.kernel.history.models import Event
from guiju.kernel.history.told import action_words

SYSTEM = Words("系统", "System")
IMPORT = Words("系统导入", "System, by import")
PUBLIC = Words("公众", "The public")
SOMEBODY = Words("本站用户", "A user of this site")
_MORE_FIELDS: dict[str, Words] = {
    "number": Words("标准号", "Number"),
    "series": Words("系列", "Series"),
    "level": Words("级别", "Level"),
    "supplement": Words("修改单", "Supplement"),
    "source": Words("来源", "Source"),
    "recorded_on": Words("来源读取日", "Source read on"),
    "titles": Words("其他语种名称", "Titles in other languages"),
    "url": Words("网址", "Address"),
    "fictitious": Words("虚构示例", "Fictitious"),
}
_NAMES = _MORE_FIELDS | CLAIMS | FIELDS
_ORDER = {name: place for place, name in enumerate(_NAMES)}


@dataclass(frozen=True, slots=True)
class Change:
    """One field from one value to another, as shown; `giver` is the source where it is not the record's own."""

    field: Words
    old: Words
    new: Words
    giver: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One event: `changes` of fields; `added` and `removed` claims and relations; `erased` why its content is gone."""

    event: Event
    who: Words
    action: Words
    changes: tuple[Change, ...]
    added: tuple[Words, ...]
    removed: tuple[Words, ...]
    erased: str


def rows(events: Iterable[Event]) -> list[Row]:
    """Events as rows, in the order given."""
    events = list(events)
    roles = roles_of_actors({event.actor for event in events})
    return [_row(event, roles) for event in events]


def _row(event: Event, roles: Mapping[str, list[Membership]]) -> Row:
    content = event.payload.content or {}
    before, after = content.get("before") or {}, content.get("after") or {}
    givers = after.get("field_sources", {})
    names = [name for name in {**before, **after} if name not in (*ADDED, *GIVERS)]
    names.sort(key=lambda name: _ORDER.get(name, len(_ORDER)))
    changes = (
        Change(name_of(name), shown(name, before.get(name)), shown(name, after.get(name)), givers.get(name, ""))
        for name in names
    )
    return Row(
        event,
        who(event, roles),
        ACTIONS.get(event.action, action_words(event.action)),
        tuple(changes),
        tuple(_said(after)),
        tuple(_said(before)),
        event.payload.erased_because if event.payload.erased_at else "",
    )


def who(event: Event, roles: Mapping[str, list[Membership]]) -> Words:
    """The role in which somebody acted on the day of the event."""
    if event.actor == "system":
        return IMPORT if event.evidence else SYSTEM
    if event.actor == "public":
        return PUBLIC
    day = timezone.localdate(event.at)
    held = [ROLES[m.role].name for m in roles.get(event.actor, ()) if _on(m, day) and m.role in ROLES]
    if not held:
        return SOMEBODY
    return Words("、".join(dict.fromkeys(w.zh for w in held)), ", ".join(dict.fromkeys(w.en for w in held)))


def _on(membership: Membership, day: date) -> bool:
    return membership.starts_on <= day and (membership.ends_on is None or day <= membership.ends_on)


def name_of(field: str) -> Words:
    """What a field is called; one without a name is shown as it is."""
    return _NAMES.get(field, Words(field, field))


def shown(field: str, value: Any) -> Words:
    """A value as a page shows it; empty when there is none."""
    if value is None or value == "" or value == [] or value == {}:
        return NO_WORDS
    if isinstance(value, bool):
        return Words("是", "yes") if value else Words("否", "no")
    if isinstance(value, list):
        return Words("；".join(map(str, value)), "; ".join(map(str, value)))
    if isinstance(value, dict):
        pairs = [f"{key}: {text}" for key, text in sorted(value.items())]
        return Words("；".join(pairs), "; ".join(pairs))
    named = {"nature": NATURES, "level": LEVELS}.get(field, {})
    return named.get(str(value), Words(str(value), str(value)))


def _said(side: Mapping[str, Any]) -> Iterable[Words]:
    """Claims and relations in a line each, with their source."""
    for claim in side.get("assertions", ()):
        on = f"，{claim['asserted_on']}" if claim.get("asserted_on") else ""
        name = name_of(claim["field"])
        yield Words(
            f"来源主张 {name.zh}：{claim['value']}（{claim['source']}{on}）",
            f"Claim, {name.en}: {claim['value']} ({claim['source']}{on.replace('，', ', ')})",
        )
    for told in side.get("relations", ()):
        words = RELATIONS.get(told["kind"], (Words(told["kind"], told["kind"]),))[0]
        scope = f"（{told['scope']}）" if told.get("scope") else ""
        yield Words(
            f"关系：{told['subject']} {words.zh} {told['obj']}{scope}（{told['source']}）",
            f"Relation: {told['subject']} {words.en.lower()} {told['obj']}{scope} ({told['source']})",
        )


def row_data(row: Row) -> dict[str, Any]:
    """An event as data: what is shown, with the digests that tie it to the chain."""
    event = row.event
    content = event.payload.content
    return {
        "sequence": event.sequence,
        "at": moment_text(event.at),
        "who": {"zh": row.who.zh, "en": row.who.en},
        "action": event.action,
        "before": content["before"] if content else None,
        "after": content["after"] if content else None,
        "erased": row.erased or None,
        "reason": event.reason,
        "evidence": event.evidence,
        "digest": event.digest,
        "previous_digest": event.previous_digest,
    }
