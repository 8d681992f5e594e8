"""Taking lists into the catalogue (导入): read piece by piece, then let in at once; a dry run writes nothing.

What is read lies beside the catalogue (`staging`) until all lists of one import are read. Then one transaction plans
and writes them all: that is the switch by which they become visible, with their history and the notes for the index.
Killed before it, an import goes on where it was; killed within it, it begins the switch again; thrown away before it,
nothing was ever there.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from guiju.apps.catalogue.importing.columns import corrected, guess_columns, header_signature
from guiju.apps.catalogue.importing.formats import LINES
from guiju.apps.catalogue.importing.opening import file_open
from guiju.apps.catalogue.importing.plan import Plan, Planner
from guiju.apps.catalogue.importing.record import Defaults, Problem, Progress, Record, Table
from guiju.apps.catalogue.importing.staged import MOST_PROBLEMS
from guiju.apps.catalogue.models import ImportBatch, ImportMapping
from guiju.apps.catalogue.services.apply import Applied, plan_write
from guiju.apps.catalogue.services.staging import Reading, Staged, rows_stage, staging
from guiju.apps.catalogue.services.state import state_advance
from guiju.apps.catalogue.services.telling import Writer
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.history.services import event_record

RULE = "catalogue.import"
SYSTEM = "system"
RELEASED = "catalogue.import.released"


class ImportedFile(NamedTuple):
    """The file an import came from: its name and the SHA-256 of its content."""

    name: str
    sha256: str


class Intake(NamedTuple):
    """One list to be taken in: its rows, what its columns mean (None: the rows name the fields themselves), its file,
    and what holds for every row."""

    table: Table
    columns: Mapping[str, str] | None
    file: ImportedFile
    defaults: Defaults

    @property
    def reading(self) -> Reading:
        """How it is read."""
        return Reading(self.file.sha256, self.table.adapter, self.defaults, self.columns)


class Step(NamedTuple):
    """One piece of a list: what was planned, what came of its rows, and the record of the import, if any."""

    plan: Plan
    counts: Counter[str]
    batch: ImportBatch | None


Watch = Callable[[Step], None]


@dataclass(slots=True)
class Outcome:
    """What an import did, or would do: rows by what became of them, the columns used, the first 1,000
    problems, and the key of its record."""

    adapter: str
    columns: dict[str, str]
    header: tuple[str, ...]
    dry_run: bool
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    batch: int | None = None

    @property
    def changes_nothing(self) -> bool:
        """Whether the catalogue holds all of it already."""
        return not any(self.counts[name] for name in ("created", "changed", "claims", "relations"))


Finish = Callable[[Sequence[Outcome]], None]


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
    """Import one file; see `imports_apply`."""
    return imports_apply(
        actor=actor,
        files=[(path, defaults)],
        at=at,
        wishes=wishes,
        format=format,
        dry_run=dry_run,
        progress=progress,
    )[0]


def imports_apply(
    *,
    actor: User | None,
    files: Sequence[tuple[Path, Defaults | None]],
    at: datetime,
    wishes: Mapping[str, str] | None = None,
    format: str = "",
    day_read: date | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Import files, each with what holds for its rows, all of them or none, in the `format` named or else the one the
    content has; `actor` None is the system. Importing a file twice changes nothing.

    What lines without a day say is taken to be of the day that very file was first taken in, else of `day_read`.
    `wishes` corrects the guessed columns (column name → field, "" leaves it out) and is remembered for this header.
    `progress(done, total)` is called while they are read; total is 0 where it is not known. Raises `WordsError` for a
    file that cannot be read; what is wrong with single rows is in the outcomes.
    """
    permission_require(actor, RULE)
    intakes = []
    for path, defaults in files:
        table = file_open(path, format)
        columns = columns_for(table.header, wishes or {}) if table.header else None
        if columns is not None and wishes and not dry_run:
            mapping_confirm(actor=actor, header=table.header, columns=columns, at=at)
        file = ImportedFile(path.name, file_digest(path))
        holds = defaults_for(table, path.name, defaults)
        if day_read and holds.recorded_on is None and table.adapter == LINES:
            holds = replace(holds, recorded_on=_first_read(file) or day_read)
        intakes.append(Intake(table, columns, file, holds))
    return intakes_apply(actor=actor, intakes=intakes, at=at, dry_run=dry_run, progress=progress)


def intakes_apply(
    *,
    actor: User | None,
    intakes: Sequence[Intake],
    at: datetime,
    dry_run: bool = False,
    progress: Progress | None = None,
    watch: Watch | None = None,
    finish: Finish | None = None,
) -> list[Outcome]:
    """Read lists that have been opened, then let all of them in by one switch, or, in a dry run, see what they would
    change.

    `watch` sees every piece and `finish` the end, both within the transaction of the switch. When all rows are read
    `progress` is called once with `done` equal to `total`; from there to the end it is silent.
    """
    permission_require(actor, RULE)
    read, total = 0, sum(intake.table.total for intake in intakes)
    say = progress or (lambda done, total: None)
    with ExitStack() as stack:
        lists: list[Staged] = []
        for intake in intakes:
            staged = stack.enter_context(staging(intake.reading))
            lists.append(staged)
            rows_stage(
                staged,
                table=intake.table,
                reading=intake.reading,
                say=lambda done, before=read: say(before + done, total),  # type: ignore[misc]
            )
            read += intake.table.total
        say(max(read, 1), max(read, 1))
        works = [
            _Work(intake, staged, None if dry_run else Writer(actor.actor if actor else SYSTEM, at), watch)
            for intake, staged in zip(intakes, lists, strict=True)
        ]
        if dry_run:
            return [work.run() for work in works]
        with transaction.atomic():
            outcomes = [work.run() for work in works]
            if any(outcome.batch for outcome in outcomes):
                state_advance(at=at)
            for outcome, work in zip(outcomes, works, strict=True):
                work.tell(outcome)
            if finish:
                finish(outcomes)
        for staged in lists:
            staged.discard()
    return outcomes


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


def _first_read(file: ImportedFile) -> date | None:
    batch = ImportBatch.objects.filter(sha256=file.sha256).order_by("applied_at").first()
    return timezone.localdate(batch.applied_at) if batch else None


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


class _Work:
    """One list on its way from its pieces into the catalogue; without a writer it is a dry run."""

    def __init__(self, intake: Intake, staged: Staged, writer: Writer | None, watch: Watch | None) -> None:
        self._intake = intake
        self._staged = staged
        self._writer = writer
        self._watch = watch
        self._planner = Planner(dry_run=writer is None)
        self._batch: ImportBatch | None = None

    def run(self) -> Outcome:
        """Plan and write every piece."""
        table = self._intake.table
        outcome = Outcome(table.adapter, dict(self._intake.columns or {}), table.header, dry_run=self._writer is None)
        for piece in self._staged.pieces():
            outcome.problems += piece.problems[: MOST_PROBLEMS - len(outcome.problems)]
            records: list[Record] = piece.records
            begun = Counter(rows=piece.rows, refused=piece.rows - len(records), problems=piece.problems_in_all)
            while records or begun:
                plan = self._planner.plan(records)
                counts = self._counted(plan, self._write(plan))
                counts.update(begun)
                if self._watch:
                    self._watch(Step(plan, counts, self._batch))
                outcome.counts.update(counts)
                records, begun = ([] if self._writer is None else plan.later), Counter()
        if self._batch is not None:
            self._batch.counts = {name: outcome.counts[name] for name in ("created", "changed", "claims", "relations")}
            self._batch.save(update_fields=["counts"])
            outcome.batch = self._batch.pk
        return outcome

    def tell(self, outcome: Outcome) -> None:
        """Tell history that the list has been let in."""
        if self._batch is not None and self._writer is not None:
            event_record(
                actor=self._writer.actor,
                action=RELEASED,
                object_kind="import_batch",
                object_id=str(self._batch.pk),
                before=None,
                after={"name": self._batch.name, "sha256": self._batch.sha256, "counts": dict(outcome.counts)},
                at=self._writer.at,
            )

    def _write(self, plan: Plan) -> Applied:
        would = Applied(len(plan.creates), len(plan.changes), len(plan.claims), len(plan.links))
        if self._writer is None or plan.is_empty:
            return would
        if self._batch is None:
            self._batch = ImportBatch.objects.create(
                name=self._intake.file.name[:300],
                sha256=self._intake.file.sha256,
                adapter=self._intake.table.adapter,
                columns=dict(self._intake.columns or {}),
                actor=self._writer.actor,
                applied_at=self._writer.at,
            )
        evidence = f"{self._batch.name} sha256:{self._batch.sha256}"
        return plan_write(plan, replace(self._writer, batch=self._batch, evidence=evidence))

    def _counted(self, plan: Plan, applied: Applied) -> Counter[str]:
        return Counter(
            created=applied.created,
            changed=applied.changed,
            claims=applied.claims,
            relations=applied.relations,
            unchanged=plan.unchanged + (len(plan.later) if self._writer is None else 0),
            repeated=plan.repeated,
        )


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal; of a folder that of the names and digests in it."""
    if path.is_dir():
        held = sorted(f"{file.relative_to(path)} {file_digest(file)}\n" for file in path.rglob("*") if file.is_file())
        return hashlib.sha256("".join(held).encode()).hexdigest()
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
