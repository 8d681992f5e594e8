"""People and cases for the tests of procedures: officers of a bureau, experts, a case and how it is taken on."""

from __future__ import annotations

from datetime import datetime

import pytest

from guiju.kernel.accounts.models import Organisation, User
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.procedures.models import Case
from guiju.kernel.procedures.services import case_move, case_open, document_add, opinion_give, opinions_ask
from kernel.conftest import AT, person

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"
DAY = AT.date()


@pytest.fixture
def bureau(db: None) -> Organisation:
    return organisation_create(actor=None, name="示例市局", kind="bureau", at=AT)


@pytest.fixture
def officers(bureau: Organisation) -> list[User]:
    return [person(f"officer{n}", bureau, "officer") for n in range(4)]


@pytest.fixture
def experts(db: None) -> list[User]:
    place = organisation_create(actor=None, name="专家所在单位", kind="other", at=AT)
    return [person(f"expert{n}", place, "expert") for n in range(3)]


@pytest.fixture
def case(owner: User, laboratory: Organisation, bureau: Organisation) -> Case:
    title = "检验检测标准化试点"
    return case_open(
        actor=owner, procedure="pilot", title=title, organisation=laboratory, authority=bureau, at=AT
    )  # fmt: skip


@pytest.fixture
def submitted(case: Case, owner: User) -> Case:
    bring(case, owner, "application", "work_plan")
    return go(case, owner, "submit")


def bring(case: Case, actor: User, *kinds: str) -> None:
    for kind in kinds:
        document_add(actor=actor, case=case, kind=kind, name=f"{kind}.pdf", data=PDF + kind.encode(), at=AT)


def go(case: Case, actor: User, move: str, at: datetime = AT, **given: object) -> Case:
    case.refresh_from_db()
    return case_move(actor=actor, case=case, revision=case.revision, move=move, at=at, **given)


def review(case: Case, handler: User, experts: list[User]) -> Case:
    go(case, handler, "pass_form")
    opinions_ask(actor=handler, case=case, people=experts, at=AT)
    for expert in experts:
        opinion_give(actor=expert, case=case, says="agree", text="同意", at=AT)
    bring(case, handler, "review_record")
    return go(case, handler, "conclude_review")
