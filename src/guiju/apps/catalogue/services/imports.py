"""Taking a file into the catalogue (导入): the verb every face calls; the dry run is the same without writing."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from guiju.apps.catalogue.importing.columns import corrected, guess_columns, header_signature
from guiju.apps.catalogue.importing.opening import file_open
from guiju.apps.catalogue.importing.plan import Plan, Planner
from guiju.apps.catalogue.importing.record import Defaults, Problem, Progress, Record, Row, Table
from guiju.apps.catalogue.importing.rows import RowReader
from guiju.apps.catalogue.models import ImportBatch, ImportMapping
from guiju.apps.catalogue.services.apply import Applied, plan_write
from guiju.apps.catalogue.services.state import state_advance
from guiju.apps.catalogue.services.telling import Writer
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.history.services import event_record

RULE = "catalogue.import"
SYSTEM = "system"
# Rows of one transaction: a file with no more is all or nothing, a longer one is resumed by importing it again.
BATCH_ROWS = 20_000
_MOST_PROBLEMS = 1_000
_SAY_EVERY = 500


class ImportedFile(NamedTuple):
    """The file an import came from: its name and the SHA-256 of its content."""

    name: str
    sha256: str


class Step(NamedTuple):
    """One batch of an import: which one (from 0), what was planned, what came of its rows, and its record, if any."""

    nth: int
    plan: Plan
    counts: Counter[str]
    batch: ImportBatch | None


Watch = Callable[[Step], None]


@dataclass(slots=True)
class Outcome:
    """What an import did, or would do: rows by what became of them, the columns used, the first 1,000 problems."""

    adapter: str
    columns: dict[str, str]
    header: tuple[str, ...]
    dry_run: bool
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        """Whether the catalogue holds all of it already."""
        return not any(self.counts[name] for name in ("created", "changed", "claims", "relations"))


def import_apply(
    *,
    actor: User | None,
    path: Path,
    at: datetime,
    defaults: Defaults | None = None,
    wishes: Mapping[str, str] | None = None,
    format: str = "",
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Import a file in the `format` named, or else the one its content has; `actor` None is the system. Importing a
    file twice changes nothing.

    `wishes` corrects the guessed columns (column name → field, "" leaves it out) and is remembered for this header.
    `progress(done, total)` is called after every batch; total is 0 where it is not known. Raises `WordsError` for a
    file that cannot be read; what is wrong with single rows is in the outcome.
    """
    permission_require(actor, RULE)
    table = file_open(path, format)
    columns = columns_for(table.header, wishes or {}) if table.header else None
    if columns is not None and wishes and not dry_run:
        mapping_confirm(actor=actor, header=table.header, columns=columns, at=at)
    return table_apply(
        actor=actor,
        table=table,
        columns=columns,
        file=ImportedFile(path.name, file_digest(path)),
        at=at,
        defaults=defaults_for(table, path.name, defaults),
        dry_run=dry_run,
        progress=progress,
    )


def table_apply(
    *,
    actor: User | None,
    table: Table,
    columns: dict[str, str] | None,
    file: ImportedFile,
    at: datetime,
    defaults: Defaults,
    dry_run: bool = False,
    progress: Progress | None = None,
    watch: Watch | None = None,
) -> Outcome:
    """Import rows that have been opened, by the columns given (None: the rows name the fields themselves).

    `watch` sees every batch, within its transaction.
    """
    permission_require(actor, RULE)
    outcome = Outcome(table.adapter, columns or {}, table.header, dry_run)
    writer = Writer(actor.actor if actor else SYSTEM, at)
    run = _Run(file, outcome, RowReader(defaults, columns), writer, watch)
    say = progress or (lambda done, total: None)
    while batch := list(islice(table.rows, BATCH_ROWS)):
        run.batch(batch, lambda done: say(outcome.counts["rows"] + done, table.total))
        say(outcome.counts["rows"], table.total)
    return outcome


def defaults_for(table: Table, name: str, given: Defaults | None) -> Defaults:
    """What holds for rows that do not say themselves: as given, the source else by the format, else the file's name.
    Rows that name their fields keep numbers no grammar knows. Raises `WordsError` when a day is needed."""
    given = given or Defaults("")
    if table.undated and given.recorded_on is None:
        raise WordsError(
            "said_on",
            Words("这种文件不写明状态是哪一天的。", "Such a file does not say of which day its status words are."),
            Words("请用 --said-on 写明保存或下载的日期。", "Give the day it was saved or downloaded with --said-on."),
            where=name,
        )
    return replace(given, source=given.source or table.source or name, keep_unread=not table.header)


def columns_for(header: tuple[str, ...], wishes: Mapping[str, str]) -> dict[str, str]:
    """Column → field: as confirmed for this header before, else guessed; then corrected by `wishes`."""
    columns = corrected(columns_known(header)[0], header, wishes)
    if "number" not in columns.values():
        remedy = Words("请指明哪一列是标准编号。", "Say which column holds it.")
        raise WordsError("no_number", Words("没有标准编号列。", "No column holds the standard number."), remedy)
    return columns


def columns_known(header: tuple[str, ...]) -> tuple[dict[str, str], bool]:
    """Column → field as confirmed for this header before, else guessed; and whether it was confirmed."""
    known = ImportMapping.objects.filter(signature=header_signature(header)).first()
    if known is None:
        return guess_columns(header), False
    return {column: meant for column, meant in known.columns.items() if column in header}, True


@transaction.atomic
def mapping_confirm(
    *, actor: User | None, header: tuple[str, ...], columns: Mapping[str, str], at: datetime
) -> ImportMapping:
    """Remember the columns a person confirmed for this header (记住列对应)."""
    permission_require(actor, RULE)
    name = actor.actor if actor else SYSTEM
    signature = header_signature(header)
    held = ImportMapping.objects.filter(signature=signature).first()
    before = {"columns": held.columns} if held else None
    values = {"header": list(header), "columns": dict(columns), "confirmed_by": name, "confirmed_at": at}
    mapping, _ = ImportMapping.objects.update_or_create(signature=signature, defaults=values)
    if before != {"columns": dict(columns)}:
        event_record(
            actor=name,
            action="catalogue.mapping.confirmed",
            object_kind="import_mapping",
            object_id=signature,
            before=before,
            after={"columns": dict(columns)},
            at=at,
        )
    return mapping


class _Run:
    """One import under way: batch after batch is validated, planned and, unless it is a dry run, written."""

    def __init__(
        self, file: ImportedFile, outcome: Outcome, reader: RowReader, writer: Writer, watch: Watch | None
    ) -> None:
        self._file = file
        self._outcome = outcome
        self._reader = reader
        self._planner = Planner()
        self._writer = writer
        self._watch = watch
        self._index = 0

    def batch(self, rows: list[Row], say: Callable[[int], None]) -> None:
        """Take one batch of rows; `say` is told how many of them have been read."""
        records = list(self._records(rows, say))
        with transaction.atomic():
            plan = self._planner.plan(records)
            applied, batch = self._write(plan)
            counts = self._counted(len(rows), len(records), plan, applied)
            if self._watch:
                self._watch(Step(self._index, plan, counts, batch))
        self._index += 1
        self._outcome.counts.update(counts)
        self._outcome.problems += self._reader.problems[: _MOST_PROBLEMS - len(self._outcome.problems)]
        self._reader.problems.clear()

    def _records(self, rows: list[Row], say: Callable[[int], None]) -> Iterator[Record]:
        for done, row in enumerate(rows):
            if done % _SAY_EVERY == 0:
                say(done)
            record = self._reader.record(row)
            if record is not None:
                yield record

    def _write(self, plan: Plan) -> tuple[Applied, ImportBatch | None]:
        would = Applied(len(plan.creates), len(plan.changes), len(plan.claims), len(plan.links))
        empty = not any((would.created, would.changed, would.claims, would.relations, plan.refreshed))
        if self._outcome.dry_run or empty:
            return would, None
        batch = ImportBatch.objects.create(
            name=self._file.name[:300],
            sha256=self._file.sha256,
            adapter=self._outcome.adapter,
            columns=self._outcome.columns,
            counts={"created": would.created, "changed": would.changed, "relations": would.relations},
            actor=self._writer.actor,
            applied_at=self._writer.at,
        )
        writer = Writer(self._writer.actor, self._writer.at, batch, evidence=f"{batch.name} sha256:{batch.sha256}")
        applied = plan_write(plan, writer)
        state_advance(at=writer.at)
        return applied, batch

    def _counted(self, rows: int, read: int, plan: Plan, applied: Applied) -> Counter[str]:
        return Counter(
            rows=rows,
            refused=rows - read,
            created=applied.created,
            changed=applied.changed,
            claims=applied.claims,
            relations=applied.relations,
            unchanged=plan.unchanged,
            repeated=plan.repeated,
            problems=len(self._reader.problems),
        )


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal; of a folder that of the names and digests in it."""
    if path.is_dir():
        held = sorted(f"{file.relative_to(path)} {file_digest(file)}\n" for file in path.rglob("*") if file.is_file())
        return hashlib.sha256("".join(held).encode()).hexdigest()
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
