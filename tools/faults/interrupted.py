"""What is done while it is interrupted (被中断的动作): each deed, what can be seen of it, and what is left to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Protocol

from django.db import connection

from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create
from guiju.kernel.files.models import StoredFile
from guiju.kernel.history.models import Event
from guiju.kernel.jobs.run import jobs_revive
from guiju.kernel.jobs.worker import run_due
from guiju.kernel.procedures.models import Case
from guiju.kernel.procedures.services import case_move, case_open, document_add
from guiju.kernel.registers.layout import declaration_now, layout_get
from guiju.kernel.registers.models import Intake, Serial
from guiju.kernel.registers.services import declaration_apply
from guiju.kernel.registers.services.intakes import intake_apply, intake_map, intake_request

ROWS, LARGE = 200, 12_000
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
_PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"
_ROLES = {"officer": "bureau", "enterprise": "enterprise"}
Seen = tuple[Any, ...]


class Deed(Protocol):
    """Something that is done whole or not at all."""

    name: str

    def begin(self) -> None:
        """What it stands on, made once."""

    def prepare(self) -> None:
        """What it stands on, made each time."""

    def act(self) -> None:
        """Do it; when this returns it is acknowledged."""

    def again(self) -> None:
        """Do it after it was interrupted, as whoever comes back would."""

    def look(self) -> Seen:
        """What can be seen of it. Raises AssertionError where something is half done."""

    def whole(self, before: Seen) -> Seen:
        """What is to be seen once it is done."""


def people_make() -> None:
    """A bureau with an officer, a firm with somebody who enters."""
    for role, kind in _ROLES.items():
        place = organisation_create(actor=None, name=f"虚构{kind}", kind=kind, at=AT)
        user = user_create(actor=None, username=role, display_name=role, password="not a secret here", at=AT)
        membership_grant(actor=None, user=user, organisation=place, role=role, starts_on=date(2020, 1, 1), at=AT)


def _person(role: str) -> User:
    return User.objects.get(username=role)


def _place(kind: str) -> Organisation:
    return Organisation.objects.get(kind=kind)


def _told(action: str, **about: str) -> int:
    return Event.objects.filter(action=action, **about).count()


class Move:
    """A case is handed in."""

    name = "move of a case"

    def begin(self) -> None:
        """Nothing."""

    def prepare(self) -> None:
        """A case with its papers."""
        firm = _person("enterprise")
        case = case_open(
            actor=firm, procedure="pilot", title="虚构试点", organisation=_place("enterprise"),
            authority=_place("bureau"), at=AT,
        )  # fmt: skip
        for kind in ("application", "work_plan"):
            document_add(actor=firm, case=case, kind=kind, name=f"{kind}.pdf", data=_PDF + kind.encode(), at=AT)

    def act(self) -> None:
        """Hand it in."""
        case = Case.objects.latest("pk")
        case_move(actor=_person("enterprise"), case=case, revision=case.revision, move="submit", at=AT)

    again = act

    def look(self) -> Seen:
        """Its stage, its steps, what history tells."""
        case = Case.objects.latest("pk")
        told = _told("procedure.case.moved", object_id=str(case.pk))
        return case.pk, case.stage, case.revision, case.steps.count(), told

    def whole(self, before: Seen) -> Seen:
        """One stage, one step, one event on."""
        return before[0], "form_check", before[2] + 1, before[3] + 1, before[4] + 1


class Import:
    """A sheet is written into a register."""

    name = "import into a register"
    code = "kept"

    def begin(self) -> None:
        """The register."""
        declaration_apply(actor=None, text=_declared(self.code, 1), where=f"{self.code}.toml", at=AT)
        run_due()

    def prepare(self) -> None:
        """A sheet that has been tried and let in, its job waiting."""
        actor, now = _person("officer"), datetime.now(UTC)
        data = "名称,开始,人数\n" + "".join(f"{_row(n)}\n" for n in range(ROWS))
        intake = intake_request(
            actor=actor, register=self.code, name="a.csv", data=data.encode(), organisation_id=_place("bureau").pk,
            at=now,
        )  # fmt: skip
        intake_map(actor=actor, intake=intake, columns=intake.columns, key="", at=now)
        run_due()
        intake_apply(actor=actor, intake=Intake.objects.get(pk=intake.pk), at=now)

    def act(self) -> None:
        """What the worker does."""
        run_due()

    def again(self) -> None:
        """What a worker does that takes the place of a dead one."""
        jobs_revive(datetime.now(UTC), starting=True)
        run_due()

    def look(self) -> Seen:
        """Records, their numbers, numbers given, what history tells, sheets written."""
        layout = layout_get(self.code)
        rows = layout.model._default_manager
        given = sum(Serial.objects.filter(register=self.code).values_list("last", flat=True))
        sheets = Intake.objects.filter(register=self.code, stage=Intake.Stage.APPLIED).count()
        numbers = rows.exclude(number=None).values("number").distinct().count()
        told = _told("register.record.created", object_kind=layout.kind)
        return rows.count(), numbers, given, told, sheets

    def whole(self, before: Seen) -> Seen:
        """All the rows of one more sheet."""
        return (*(count + ROWS for count in before[:4]), before[4] + 1)


class Reading(Import):
    """A large sheet that was handed in is read."""

    name = "reading of a large sheet"
    code = "read"

    def prepare(self) -> None:
        """A sheet too large to be read at once, its job waiting."""
        data = "名称,开始,人数\n" + "".join(f"{_row(n)}\n" for n in range(LARGE))
        intake_request(
            actor=_person("officer"), register=self.code, name="a.csv", data=data.encode(),
            organisation_id=_place("bureau").pk, at=datetime.now(UTC),
        )  # fmt: skip

    def look(self) -> Seen:
        """Where it stands, its rows, and what is kept of sheets beside those that wait to be tried."""
        held = Intake.objects.filter(register=self.code).latest("pk")
        kept = StoredFile.objects.filter(purpose="registers.import").count()
        return held.pk, held.stage, held.counts.get("rows"), kept

    def whole(self, before: Seen) -> Seen:
        """It waits for its columns; its rows are kept instead of the file."""
        return before[0], Intake.Stage.MAPPED, LARGE, before[3]


class Change(Import):
    """A new version of a declaration is taken into use: a field is added, another carried over to a new column."""

    name = "change of a declaration"
    code = "changed"

    def begin(self) -> None:
        """The register with records."""
        super().begin()
        super().prepare()
        run_due()

    def prepare(self) -> None:
        """Nothing."""

    def act(self) -> None:
        """Take the next version into use."""
        found = declaration_now(self.code)
        assert found is not None
        text = _declared(self.code, found.version + 1)
        declaration_apply(actor=None, text=text, where=f"{self.code}.toml", at=AT)

    again = act

    def look(self) -> Seen:
        """The version in use, what history tells, the columns it lacks, records that lost a value."""
        found = declaration_now(self.code)
        assert found is not None
        layout = layout_get(self.code)
        with connection.cursor() as cursor:
            there = {one.name for one in connection.introspection.get_table_description(cursor, layout.table)}
        rows = [layout.values(row) for row in layout.model._default_manager.order_by("pk")]
        lost = [row for place, row in enumerate(rows) if str(row.get("people")) != str(place + 1)]
        told = _told("register.declaration.applied", object_id=self.code)
        return found.version, told, sorted(set(layout.columns.values()) - there), len(lost), len(rows)

    def whole(self, before: Seen) -> Seen:
        """One version, one event on."""
        return before[0] + 1, before[1] + 1, [], 0, ROWS


DEEDS: tuple[Callable[[], Deed], ...] = (Move, Reading, Import, Change)


def _row(place: int) -> str:
    return f"虚构{place},2026-03-{place % 28 + 1:02d},{place + 1}"


def _declared(code: str, version: int) -> str:
    """A register in a version: its people are a number in odd ones, a text in even ones; a note is new in each."""
    kind = "number" if version % 2 else "text"
    return f"""
code = "{code}"
version = {version}
name = {{ zh = "试验", en = "Trial" }}
purpose = {{ zh = "故障试验", en = "Trials of faults" }}
title = "topic"
answers = [{{ document = "某意见", place = "一", phrase = "开展试验" }}]

[visibility]
see = ["own"]
keep = ["officer"]

[numbering]
pattern = "SY{{year}}-{{serial:4}}"

[list]
columns = ["topic", "begun"]
facets = []
sorts = ["begun", "people", "note_{version}"]
order = "-begun"

[retention]
years = 0
basis = {{ zh = "待核实", en = "to be confirmed" }}

[[fields]]
code = "topic"
name = {{ zh = "名称", en = "Name" }}
type = "text"
required = true

[[fields]]
code = "begun"
name = {{ zh = "开始", en = "Begun" }}
type = "date"

[[fields]]
code = "people"
name = {{ zh = "人数", en = "People" }}
type = "{kind}"

[[fields]]
code = "note_{version}"
name = {{ zh = "备注", en = "Note" }}
type = "text"
"""
