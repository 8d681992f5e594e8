"""Verbs of search: note what changed, bring indexes up to date, build them anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count as count_from

from django.db import connection

from guiju.kernel.history.bulk import rows_insert
from guiju.kernel.search.engine import TantivyIndex
from guiju.kernel.search.folders import Busy, index_open, is_built, new_folder, use, writing
from guiju.kernel.search.kinds import SearchKind, kind_find, kind_get
from guiju.kernel.search.models import SearchOutbox
from guiju.kernel.search.port import SearchDocument

BATCH = 2_000
# So many notes are committed together: each commit writes a piece of the index, and pieces cost work to join.
COMMITTED = 20_000
# So many notes, when they are such a share of the index, are worked off faster by building it anew.
ANEW, SHARE = 20_000, 0.25
Progress = Callable[[int], None]


def document_touch(*, kind: str, ids: Iterable[str]) -> None:
    """Note that records changed, in the transaction that changed them; the worker puts their documents."""
    _note(kind, ids, remove=False)


def document_remove(*, kind: str, ids: Iterable[str]) -> None:
    """Note that records are gone, in the transaction that removed them."""
    _note(kind, ids, remove=True)


def outbox_drain(*, batches: int | None = None) -> int:
    """Bring the indexes up to date with what was noted; returns how many notes were worked off.

    With `batches`, at most so many of 2,000 notes for each index, so that other work gets its turn; but when most of an
    index was noted, it is built anew at once. Does nothing for an index that another process is building.
    """
    done = 0
    for name in SearchOutbox.objects.order_by().values_list("kind", flat=True).distinct():
        kind = kind_find(name)
        if kind is None:
            done += SearchOutbox.objects.filter(kind=name).delete()[0]
        else:
            done += _follow(kind, batches)
    return done


def index_keep_up(*, kind: str) -> None:
    """Work off what was noted of one index just now, so that whoever changed a record finds it at once.

    At most 2,000 notes; nothing where another process writes that index, which the worker then looks after.
    """
    found = kind_find(kind)
    if found is not None and SearchOutbox.objects.filter(kind=kind).exists():
        _follow(found, 1)


def _follow(kind: SearchKind, batches: int | None) -> int:
    try:
        with writing(kind, wait=False):
            return _rebuild(kind)[1] if _anew(kind) else _drain(kind, batches)
    except Busy:
        return 0


def index_rebuild(*, kind: str, progress: Progress | None = None) -> int:
    """Build an index anew beside the one in use and swap; readers notice at their next question. Returns documents.

    What was noted before is in the new index, what is noted meanwhile is applied to it afterwards.
    """
    found = kind_get(kind)
    with writing(found, wait=True):
        return _rebuild(found, progress)[0]


def index_follow(*, kind: str, progress: Progress | None = None) -> int:
    """Bring one index up to date at once: note by note, or anew where very many wait. Returns documents or notes."""
    found = kind_get(kind)
    with writing(found, wait=True):
        return _rebuild(found, progress)[0] if _anew(found) else _drain(found, None, progress)


def index_due(*, kind: str) -> int:
    """About how many documents bringing one index up to date makes."""
    found, noted = kind_get(kind), SearchOutbox.objects.filter(kind=kind).count()
    return noted + index_open(found).count() if _anew(found) else noted


def _anew(kind: SearchKind) -> bool:
    """Whether so much was noted that building anew is cheaper than putting each document in place of another.

    An index that is not built is always built whole: with what was noted alone it would be taken for the whole.
    """
    if not is_built(kind):
        return True
    noted = SearchOutbox.objects.filter(kind=kind.name).count()
    return noted >= ANEW and noted > index_open(kind).count() * SHARE


def _rebuild(kind: SearchKind, progress: Progress | None = None) -> tuple[int, int]:
    """Build anew, with the right to write; returns how many documents, and how many notes are done with."""
    known = list(SearchOutbox.objects.filter(kind=kind.name).values_list("pk", flat=True))
    path = new_folder(kind)
    index = TantivyIndex(path, kind.shape)
    count = index.fill(_counted(kind.load(None), progress))
    index.commit()
    use(kind, path)
    _forget(known)
    return count, len(known)


def _note(kind: str, ids: Iterable[str], *, remove: bool) -> None:
    kind_get(kind)
    if not connection.in_atomic_block:
        raise RuntimeError("search is told of a change inside its transaction")
    rows_insert(SearchOutbox, ("kind", "object_id", "remove"), ((kind, str(one), remove) for one in ids))


def _drain(kind: SearchKind, batches: int | None, progress: Progress | None = None) -> int:
    """Work notes off in their order. They are kept until what they ask for is committed, so that nothing is missed."""
    index, total, last = index_open(kind), 0, 0
    put: list[int] = []
    for count in count_from(1):
        rows = list(SearchOutbox.objects.filter(kind=kind.name, pk__gt=last).order_by("pk")[:BATCH])
        if rows:
            _put(index, kind, {row.object_id: row.remove for row in rows})
            put, last, total = [*put, *(row.pk for row in rows)], rows[-1].pk, total + len(rows)
        over = len(rows) < BATCH or count == batches
        if put and (over or len(put) >= COMMITTED):
            index.commit()
            _forget(put)
            put = []
        if progress is not None:
            progress(total)
        if over:
            return total
    return total


def _forget(notes: Sequence[int]) -> None:
    for start in range(0, len(notes), BATCH):
        SearchOutbox.objects.filter(pk__in=notes[start : start + BATCH]).delete()


def _put(index: TantivyIndex, kind: SearchKind, removed: Mapping[str, bool]) -> None:
    """Put or take out these documents; one whose record is gone is taken out."""
    wanted = [one for one, remove in removed.items() if not remove]
    documents = list(kind.load(wanted)) if wanted else []
    index.delete(removed.keys() - {document.id for document in documents})
    index.put(documents)


def _counted(documents: Iterable[SearchDocument], progress: Progress | None) -> Iterator[SearchDocument]:
    for count, document in enumerate(documents, 1):
        yield document
        if progress is not None and count % BATCH == 0:
            progress(count)
