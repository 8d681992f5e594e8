"""Fictitious records on their way through their procedure (虚构的在办事项); made once, in demo mode, marked as such."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from guiju.domain.language import WordsError
from guiju.kernel.accounts.demo_people import DEMO_PEOPLE
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import organisation_named
from guiju.kernel.procedures.declarations import procedure_of, procedures_on
from guiju.kernel.procedures.models import Case
from guiju.kernel.procedures.services import case_move, document_add, opinion_give, opinions_ask
from guiju.kernel.registers.layout import layout_find
from guiju.kernel.registers.services import record_case_open, record_create

REGISTER, PROCEDURE = "pilots", "pilot"
_DATA = Path(__file__).parent / "data" / "demo_cases.toml"
_PLACES = {person.username: person.organisation for person in DEMO_PEOPLE}
_ACTS = {"handler": "demo-officer", "reviewer": "demo-reviewer", "signer": "demo-signer", "officer": "demo-officer"}
_EXPERTS = ("demo-expert", "demo-expert-2", "demo-expert-3")
_PAPER = "%PDF-1.4\n% fictitious example\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"


def demo_cases(*, at: datetime) -> int:
    """Take the demo records on, unless the register has cases already; returns how many. A case that cannot be played
    out in an older installation is left out: a demonstration must not stop the setting up."""
    layout = layout_find(REGISTER)
    people = {user.username: user for user in User.objects.filter(username__in=_PLACES, is_active=True)}
    known = layout is None or Case.objects.filter(object_kind=layout.kind).exists()
    if known or len(people) < len(_PLACES):
        return 0
    told = [one for one in tomllib.loads(_DATA.read_text(encoding="utf-8"))["cases"] if _begins(one, at) is not None]
    return sum(_played(one, people, at) for one in told)


def _played(told: dict[str, Any], people: dict[str, User], at: datetime) -> bool:
    try:
        with transaction.atomic():
            _made(told, people, at)
    except WordsError:
        return False
    return True


def _begins(told: dict[str, Any], at: datetime) -> datetime | None:
    """When the case begins; None where the procedure was not in force yet."""
    begun = at - timedelta(days=told["steps"][0]["ago"] + 2)
    return begun if PROCEDURE in procedures_on(begun.date()) else None


def _made(told: dict[str, Any], people: dict[str, User], at: datetime) -> None:
    begun = _begins(told, at)
    assert begun is not None
    applicant = people[told["applicant"]]
    place, bureau = organisation_named(_PLACES[told["applicant"]]), organisation_named(_PLACES["demo-officer"])
    assert place is not None
    assert bureau is not None
    row = record_create(
        actor=None, register=REGISTER, typed=told["values"], fictitious=True, organisation_id=place.pk, at=begun
    )  # fmt: skip
    case = record_case_open(actor=applicant, register=REGISTER, record=row.pk, authority=bureau, at=begun)
    for step in told["steps"]:
        _step(case, step, people, applicant, at - timedelta(days=step["ago"]))
        case.refresh_from_db()
        if procedure_of(case.procedure, case.version).stages[case.stage].opinions is not None:
            _opinions(case, people, told["opinions"], at - timedelta(days=step["ago"] - 1))


def _step(case: Case, step: dict[str, Any], people: dict[str, User], applicant: User, at: datetime) -> None:
    """One move by whoever makes it, with the papers it needs."""
    procedure = procedure_of(case.procedure, case.version)
    move = procedure.moves[step["move"]]
    facts = dict(step.get("facts", {}))
    if "ends_in" in facts:
        facts["ends_on"] = (at + timedelta(days=int(facts.pop("ends_in")))).date().isoformat()
    actor = people[_ACTS[move.who[0]]] if move.who[0] in _ACTS else applicant
    for kind in move.documents:
        name = f"{procedure.documents[kind].words.zh}（虚构示例）.pdf"
        document_add(actor=actor, case=case, kind=kind, name=name, data=_PAPER.encode(), at=at)
    case.refresh_from_db()
    case_move(
        actor=actor, case=case, revision=case.revision, move=move.code, note=step.get("note", ""), facts=facts, at=at
    )  # fmt: skip


def _opinions(case: Case, people: dict[str, User], given: int, at: datetime) -> None:
    """Three experts are asked; so many have answered."""
    experts = [people[name] for name in _EXPERTS]
    opinions_ask(actor=people["demo-officer"], case=case, people=experts, at=at)
    says = procedure_of(case.procedure, case.version).stages[case.stage].opinions
    assert says is not None
    for expert in experts[:given]:
        opinion_give(actor=expert, case=case, says=next(iter(says.says)), text="虚构意见", at=at)
