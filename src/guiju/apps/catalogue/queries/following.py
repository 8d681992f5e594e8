"""What happened to one standard (标准动态), for whoever follows it: its status turned, its record was changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import NamedTuple

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.standard.changes import Row, rows
from guiju.apps.catalogue.standard.sight import look
from guiju.domain.language import Lang, Words
from guiju.domain.validity import STATUS_WORDS, Status
from guiju.kernel.history.queries import events_page

_TURNED = Words("状态：{before} → {after}", "Status: {before} → {after}")
_BEGAN = Words("状态：{after}", "Status: {after}")


class Happened(NamedTuple):
    """One thing that happened; `key` stays the same for good."""

    key: str
    at: datetime
    words: Words


def edition_happened(edition: Edition, today: date, limit: int) -> list[Happened]:
    """The newest first; nothing that is still to come."""
    periods = look(edition, set(), None).periods()
    found = [
        Happened(
            f"status-{period.since.isoformat()}",
            datetime.combine(period.since, time(), UTC),
            _turned(periods[nth - 1].value if nth else "", period.value),
        )
        for nth, period in enumerate(periods)
        if period.since and period.since <= today
    ]
    events = rows(events_page("edition", str(edition.pk), offset=0, limit=limit))
    found += [Happened(f"event-{row.event.sequence}", row.event.at, _recorded(row)) for row in events]
    return sorted(found, key=lambda one: (one.at, one.key), reverse=True)[:limit]


def _turned(before: str, after: str) -> Words:
    new = STATUS_WORDS[Status(after)]
    if not before:
        return Words(_BEGAN.pick("zh", after=new.zh), _BEGAN.pick("en", after=new.en))
    old = STATUS_WORDS[Status(before)]
    return Words(_TURNED.pick("zh", before=old.zh, after=new.zh), _TURNED.pick("en", before=old.en, after=new.en))


def _recorded(row: Row) -> Words:
    return Words(_line(row, "zh"), _line(row, "en"))


def _line(row: Row, lang: Lang) -> str:
    """What was done, to which fields; a first record has all of them, which says nothing."""
    action, comma, colon = row.action.pick(lang), *(("、", "：") if lang == "zh" else (", ", ": "))
    names = [change.field.pick(lang) for change in row.changes] if any(c.old.zh for c in row.changes) else []
    told = comma.join(dict.fromkeys([*names, *(words.pick(lang) for words in (*row.added, *row.removed))]))
    return f"{action}{colon}{told}" if told else action
