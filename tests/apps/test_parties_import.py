"""A sheet is tried first and changes nothing; rows that are wrong are named and left out; again changes nothing."""

from __future__ import annotations

import io

import openpyxl
import pytest

from guiju.apps.parties.models import Committee, Organisation, PartySheet
from guiju.apps.parties.services import organisation_add
from guiju.apps.parties.services.sheets import sheet_hand_in, sheet_let_in
from guiju.domain.language import WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.history.queries import chain_length
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db
LIST = """单位名称,统一社会信用代码,单位性质,所在地,所属行业
某电缆厂,91110000600037341L,企业,福建省厦门市,C38
某检测中心,,检验检测机构,350200,
坏码厂,123,企业,火星,
,,企业,,
某电缆厂,91110000600037341L,企业,福建省厦门市,C38
"""


@pytest.fixture
def bureau(db: None):
    return organisation_create(actor=None, name="某市市场监督管理局", kind="bureau", at=AT)


@pytest.fixture
def keeper(bureau) -> User:
    return person("jing", bureau, "officer")


def hand_in(keeper: User, text: str = LIST, kind: str = "organisation", **more: str) -> PartySheet:
    return sheet_hand_in(actor=keeper, data=text.encode("gb18030"), name="名单.csv", kind=kind, at=AT, **more)


def test_a_trial_tells_every_row_and_writes_nothing(keeper: User) -> None:
    length = chain_length()
    sheet = hand_in(keeper)
    assert [(line[0], line[1]) for line in sheet.outcome] == [
        (2, "added"), (3, "added"), (4, "wrong"), (5, "wrong"), (6, "same"),
    ]  # fmt: skip
    assert [where for where, *_ in sheet.outcome[2][3]] == ["uscc", "region"]
    assert not Organisation.objects.exists()
    assert chain_length() == length


def test_letting_in_does_what_the_trial_said_once(keeper: User) -> None:
    sheet = hand_in(keeper)
    told = sheet.outcome
    sheet_let_in(actor=keeper, sheet=sheet, at=AT)
    assert PartySheet.objects.get().outcome == told
    assert sorted(Organisation.objects.values_list("name", "region")) == [
        ("某检测中心", "350200"),
        ("某电缆厂", "350200"),
    ]
    with pytest.raises(WordsError, match="已经写入"):
        sheet_let_in(actor=keeper, sheet=sheet, at=AT)
    again = hand_in(keeper)
    assert [line[1] for line in again.outcome] == ["same", "same", "wrong", "wrong", "same"]


def test_a_row_completes_the_record_of_its_name_and_leaves_alone_what_it_does_not_say(keeper: User) -> None:
    held = organisation_add(
        actor=None, typed={"name": "某厂", "kinds": "enterprise", "region": "350200", "sector": "C38"}, at=AT
    )  # fmt: skip
    sheet = hand_in(keeper, "名称,统一社会信用代码,所在地\n某厂,91110000600037341L,\n")
    sheet_let_in(actor=keeper, sheet=sheet, at=AT)
    held.refresh_from_db()
    assert (held.uscc, held.region, held.sector) == ("91110000600037341L", "350200", "C38")


def test_kinds_may_be_said_for_the_whole_sheet(keeper: User) -> None:
    assert hand_in(keeper, "名称\n某厂\n").outcome[0][1] == "wrong"
    assert hand_in(keeper, "名称\n某厂\n", kinds="enterprise").outcome[0][1] == "added"


def test_committees_come_with_parent_kind_and_level_from_their_numbers(keeper: User) -> None:
    text = (
        "委员会编号,委员会名称,秘书处所在单位\nSAC/TC999,某标委会,\nSAC/TC999/SC1,某分会,\nDB35/TC1,某标委会,没有的院"
    )
    sheet = hand_in(keeper, text, "committee")
    assert [line[1] for line in sheet.outcome] == ["added", "added", "wrong"]
    sheet_let_in(actor=keeper, sheet=sheet, at=AT)
    part = Committee.objects.get(number="SAC/TC 999/SC 1")
    assert (part.parent.number, part.kind, part.level) == ("SAC/TC 999", "SC", "national")


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "x.csv"), (b"\x00\x01", "x.bin"), ("标题\n一\n".encode(), "x.csv"), (b"PK\x03\x04", "x.xlsx")],
)
def test_what_is_no_list_is_refused(keeper: User, data, name) -> None:
    with pytest.raises(WordsError):
        sheet_hand_in(actor=keeper, data=data, name=name, kind="organisation", at=AT)


def test_owner_lets_in_colleague_and_stranger_do_not(keeper: User, bureau, stranger, signed_in) -> None:
    sheet = hand_in(keeper)
    path = f"/parties/import/{sheet.pk}/"
    colleague = person("fu", bureau, "officer")
    for user, status in ((keeper, 200), (colleague, 403), (stranger, 403), (None, 302)):
        assert signed_in(user).get(path).status_code == status
    assert signed_in(colleague).post(f"{path}let-in").status_code == 403
    signed_in(keeper).post(f"{path}let-in")
    assert Organisation.objects.count() == 2


def test_a_workbook_is_imported_on_the_pages(keeper: User, signed_in) -> None:
    client, book, held = signed_in(keeper), openpyxl.Workbook(), io.BytesIO()
    for row in (["企业名单"], ["企业名称", "行业"], ["某厂", "电气机械和器材制造业"], ["别厂", "没有的行业"]):
        book.active.append(row)
    book.save(held)
    held.seek(0)
    held.name = "名单.xlsx"
    answer = client.post("/parties/import/", {"kind": "organisation", "kinds": "enterprise", "file": held})
    page = client.get(answer.headers["Location"]).content.decode()
    assert "没有这个行业" in page
    assert "写入 1 行" in page
    client.post(f"{answer.headers['Location']}let-in")
    assert Organisation.objects.get().sector == "C38"
    assert client.post("/parties/import/", {"kind": "organisation"}).status_code == 422
    assert client.get("/parties/import/").status_code == 200
