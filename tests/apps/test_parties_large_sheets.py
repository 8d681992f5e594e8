"""A large sheet is tried and let in by the worker, as row by row it would be, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from guiju.apps.parties.importing import rows_done, rows_read
from guiju.apps.parties.models import Organisation, PartySheet
from guiju.apps.parties.planning import Plan
from guiju.apps.parties.queries.organisation_lists import organisations_offered
from guiju.apps.parties.search import NAME
from guiju.apps.parties.services import large_sheets, organisation_add, organisation_rename, sheets
from guiju.apps.parties.services.sheets import sheet_hand_in, sheet_let_in
from guiju.domain.language import WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.queries import chain_length, events_of
from guiju.kernel.jobs.worker import run_due
from guiju.kernel.search.services import index_rebuild
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db
LIST = """单位名称,统一社会信用代码,单位性质,所在地,所属行业,所属单位,英文名称
某电缆厂,91110000600037341L,企业,福建省厦门市,C38,,
某检测中心,,检验检测机构,350200,,,
坏码厂,123,企业,火星,,,
,,企业,,,,
某电缆厂,91110000600037341L,企业,福建省厦门市,C38,,
某(电缆)厂,91350200MA2XNAGL5J,企业,,,,
曾名厂,,企业,350203,,,Former Works
标准处,,内设机构,,,某检测中心,
标准处,,内设机构,,,某检测中心,
标准处,,内设机构,,,没有的单位,
标准处,,内设机构,,,,
已有厂,,企业;协会,110000,,,
别厂,91110000600037341L,企业,,,,
已有厂,91110000600037341L,企业,,,,
同名厂,,企业,,,,
重处,,内设机构,,,已有厂,
"""


@pytest.fixture
def keeper(settings, tmp_path: Path, db: None) -> User:
    settings.SEARCH_ROOT = tmp_path
    for name, code in (("旧名厂", ""), ("已有厂", ""), ("同名厂", "91350200MA2XNAGL5J")):
        organisation_add(actor=None, typed={"name": name, "kinds": "企业", "uscc": code}, at=AT)
    formerly = Organisation.objects.get(name="旧名厂")
    organisation_rename(actor=None, organisation=formerly, name="曾名厂", since="", revision=1, at=AT)
    index_rebuild(kind=NAME)
    return person("jing", organisation_create(actor=None, name="某市场监督管理局", kind="bureau", at=AT), "officer")


@pytest.fixture
def large(keeper: User, monkeypatch: pytest.MonkeyPatch) -> PartySheet:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    return sheet_hand_in(actor=keeper, data=LIST.encode(), name="名单.csv", kind="organisation", at=timezone.now())


def facts() -> list[tuple[object, ...]]:
    rows = Organisation.objects.order_by("name", "uscc", "pk")
    return [
        (row.name, row.name_en, row.uscc, row.region, row.sector, row.parent and row.parent.name, row.found_by,
         sorted(row.kinds.values_list("kind", flat=True)), sorted(row.names.values_list("name", "folded")))
        for row in rows.select_related("parent")
    ]  # fmt: skip


def test_the_worker_tries_and_lets_in_what_row_by_row_would_be_let_in(large: PartySheet, keeper: User) -> None:
    before, length = facts(), chain_length()
    assert (large.outcome, large.rows) == ([], [])
    run_due()
    large.refresh_from_db()
    rows = rows_read(LIST.encode(), "名单.csv", "organisation")
    assert large.outcome == [list(one) for one in rows_done(keeper, "organisation", rows, AT, trial=True)]
    assert large.counts == {"added": 4, "changed": 1, "same": 6, "wrong": 5}
    assert (facts(), chain_length()) == (before, length)
    sheet_let_in(actor=keeper, sheet=large, at=AT)
    with pytest.raises(WordsError, match="正在处理"):
        sheet_let_in(actor=keeper, sheet=large, at=AT)
    run_due()
    written = facts()
    assert [row.name for row in organisations_offered("某电缆")] == ["某电缆厂"]
    unit = Organisation.objects.get(name="标准处")
    assert [event.action for event in events_of("party", str(unit.pk))] == ["parties.organisation.added"]
    large.refresh_from_db()
    assert large.applied_at is not None
    assert large.stored is None
    assert [one.what for one in Plan().rows(rows, lambda done: None)].count("added") == 0
    assert written == facts()


def test_what_is_interrupted_or_overtaken_writes_nothing(
    large: PartySheet, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_due()
    before = facts()
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(large_sheets, "organisations_state", iter([{"n": 1}, {"n": 2}]).__next__)
        sheet_let_in(actor=keeper, sheet=large, at=AT)
        run_due()
    held = PartySheet.objects.select_related("job").get()
    assert "什么也没有写入" in held.job.reason["zh"]
    assert facts() == before
    monkeypatch.setattr(large_sheets, "party_record", lambda *_, **__: 1 / 0)
    sheet_let_in(actor=keeper, sheet=held, at=AT)
    run_due()
    assert facts() == before
    assert PartySheet.objects.get().applied_at is None


def test_the_page_says_how_far_it_is_to_its_owner_alone(large: PartySheet, keeper: User, stranger, signed_in) -> None:
    path = f"/parties/import/{large.pk}/"
    assert "progress" in signed_in(keeper).get(path).content.decode()
    assert signed_in(keeper).get(f"{path}progress").json()["state"] == "queued"
    assert signed_in(stranger).get(f"{path}progress").status_code == 403
    run_due()
    assert "写入 5 行" in signed_in(keeper).get(path).content.decode()
    signed_in(keeper).post(f"{path}let-in")
    run_due()
    assert "已写入" in signed_in(keeper).get(path).content.decode()
