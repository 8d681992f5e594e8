"""Small files in the formats of public sources, with invented standards; written where a test wants them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from guiju.apps.catalogue.importing.opening import list_open
from guiju.apps.catalogue.importing.record import Defaults
from guiju.apps.catalogue.importing.rows import RowReader
from guiju.apps.catalogue.services import import_apply

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
SAID_ON = date(2026, 4, 22)


def take(path, source="", **more):
    """Import a file as read on `SAID_ON`."""
    return import_apply(actor=None, path=path, at=NOW, defaults=Defaults(source, SAID_ON), **more)


def records(data, name, **more):
    """(adapter, records, problems) of a file in memory, nothing stored."""
    table = list_open(data if isinstance(data, bytes) else data.encode(), name, **more)
    reader = RowReader(Defaults("test", SAID_ON, keep_unread=True), None)
    read = [record for row in table.rows if (record := reader.record(row))]
    return table.adapter, read, reader.problems


def links(record):
    """The relations of a record as people write them."""
    return sorted(f"{link.subject} {link.kind} {link.obj}" for link in record.links)


def deliverable(key, reference, **more):
    """One line of ISO's list of deliverables."""
    item = {
        "id": key,
        "deliverableType": "IS",
        "supplementType": None,
        "reference": reference,
        "publicationDate": "2015-09-22",
        "edition": 5,
        "icsCode": ["03.120.10"],
        "ownerCommittee": "ISO/TC 990/SC 2",
        "currentStage": 6060,
        "replaces": None,
        "replacedBy": None,
        "languages": ["en", "fr"],
        "title": {"en": "Invented things", "fr": "Choses inventées"},
        "scope": {"en": "<p>Long.</p>"},
    }
    return json.dumps(item | more, ensure_ascii=False) + "\n"
