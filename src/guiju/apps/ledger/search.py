"""What is searched of tasks (任务检索): any piece of their titles and texts.

The index tells which tasks have the words, nothing else: who sees them, where they stand and when they are due is asked
of the tables, so that no task is found, counted or offered that its list would not show. Tasks of unconfirmed policies
are in it too, and those taken out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from guiju.apps.ledger.models import Task
from guiju.kernel.search.kinds import SearchKind, declare
from guiju.kernel.search.pieces import SPELLED, pieces_asked, spelled_of, windows
from guiju.kernel.search.port import SearchDocument, SearchQuery, Shape
from guiju.kernel.search.queries import records_found
from guiju.kernel.search.services import document_touch

NAME = "policy_task"
_ANY_DAY = date(2026, 1, 1)
_NUMBER = "number"
_CHUNK = 2_000


def _load(ids: Collection[str] | None) -> Iterator[SearchDocument]:
    rows = Task.objects.only("pk", "title", "text").order_by("pk")
    if ids is not None:
        yield from map(_document_of, rows.filter(pk__in=[int(one) for one in ids]))
        return
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:_CHUNK]):
        yield from map(_document_of, batch)
        last = batch[-1].pk


declare(SearchKind(NAME, Shape(fields=(SPELLED,), numbered=(_NUMBER,)), _load))


def tasks_having(text: str) -> list[int] | None:
    """The numbers of all tasks that have each word, whoever sees them; None while the index cannot tell."""
    fields = pieces_asked(text)
    if fields is None:
        return []
    return records_found(NAME, SearchQuery(on=_ANY_DAY, fields=fields, order=_NUMBER))


def tasks_touch(numbers: Iterable[int]) -> None:
    """Note, in the transaction that changed them, that words of these tasks changed, or that they are new or gone."""
    document_touch(kind=NAME, ids=map(str, numbers))


def _document_of(task: Task) -> SearchDocument:
    texts = (task.title, *windows(task.text))
    return SearchDocument(id=str(task.pk), titles=texts, fields={SPELLED: spelled_of(texts)}, orders={_NUMBER: task.pk})
