"""The form of a scheme of assessment: the same data as its TOML, rows moved by submit, faults at their field."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.ledger_assessed import NOW, person
from guiju.apps.ledger.models import Assessment, KeptScheme
from guiju.apps.ledger.scheme_form import SchemeForm, form_of
from guiju.apps.ledger.scheme_reading import form_read
from guiju.apps.ledger.schemes import scheme_shipped, schemes_shipped
from guiju.apps.parties.models import Organisation
from guiju.apps.parties.typed import name_folded
from guiju.domain.assessment import comments_in, scheme_load, scheme_renumbered, scheme_values, scheme_write
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.history.models import Event

ODD = """# 说明 a comment
code = "odd"
version = 7
words = { zh = '含"引号"和\\反斜杠', en = "odd" }
assessed = "region"
starts = 2026-01-01
ends = 2026-12-31
decimals = 0
late = true
ties = ["b", "a"]
levels = [{ least = 59.5, words = { zh = "合格 / 及格", en = "合格 / 及格" } }]
[groups.g]
words = { zh = "组", en = "组" }
[indicators.a]
group = "g"
words = { zh = "甲 # 不是注释", en = "A" }
points = 0.1 # a comment
source = "office"
evidence = true
scorer = "市局标准化科"
definition = { zh = "第一行\\n第二行", en = "two lines" }
scoring = { how = "line", none_at = 12345678.125, full_at = 0 }
[indicators.b]
group = "g"
words = { zh = "乙", en = "B" }
points = "99.900"
source = "reported"
evidence = false
missing = "left_out"
scoring = { how = "bands", bands = [{ least = 0.5, points = 1 }, { least = 2, points = 99.9 }] }
"""


def sent(form: SchemeForm, **more: str) -> dict[str, str]:
    """What a browser sends of a form."""
    typed = {f"h-{name}": value for name, value in form.head.items()}
    for kind, rows in form.rows.items():
        typed |= {f"{kind}{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}
    return typed | more


@pytest.mark.parametrize("text", [*(one.text for one in schemes_shipped()), ODD], ids=lambda text: text[:12])
def test_form_and_toml_hold_the_same(text: str) -> None:
    read = form_read(form_of(text))
    assert read.errors == []
    loaded = scheme_load(scheme_renumbered(text, 1), "it")
    assert read.scheme == loaded
    assert scheme_load(scheme_write(scheme_values(text)), "it") == scheme_load(text, "it")
    assert form_of(read.text) == form_of(text)


def test_a_declaration_is_renumbered_with_its_comments() -> None:
    assert scheme_renumbered(ODD, 8) == ODD.replace("version = 7", "version = 8")
    assert (comments_in(ODD), comments_in(form_read(form_of(ODD)).text)) == (2, 0)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("r2-points", "很多", "请写分值"),
        ("r2-points", "26", "合计 101"),
        ("r2-bands", "3 = 18\n五分", "“五分”读不出来"),
        ("r2-bands", "3 = 26", "超过指标的 25 分"),
        ("r0-goal", "0", "不能是 0"),
        ("r0-ledger", "", "请选数从哪里来"),
        ("r1-full_at", "50", "不能相同"),
        ("r1-group", "", "请选所在的一级指标"),
        ("h-starts", "去年", "请填写日期"),
        ("h-ends", "2025.1.1", "早于开始"),
        ("h-levels", "优秀", "90 优秀"),
        ("g0-zh", "", "请写一级指标的名称"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_comes_back(
    office: Account, client: Client, field: str, value: str, said: str
) -> None:
    client.force_login(User.objects.get(username="keeper"))
    typed = sent(form_of(scheme_shipped()), base="0", do="save") | {field: value}
    answer = client.post("/ledger/schemes/new", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    where = "h-full" if "合计" in said else field
    assert f'href="#f-{where}"' in page
    assert f'id="f-{where}"' in page
    assert value in page


@pytest.fixture
def office(db: None) -> Account:
    made = Account.objects.create(name="市市场监督管理局", kind="bureau")
    person("keeper", made, "officer")
    person("second", made, "officer")
    person("stranger", Account.objects.create(name="别的局", kind="bureau"), "officer")
    return made


def test_an_officer_makes_a_scheme_by_submits_and_each_save_is_a_version(office: Account, client: Client) -> None:
    keeper, second = (User.objects.get(username=name) for name in ("keeper", "second"))
    client.force_login(keeper)
    form = form_of(scheme_shipped())
    page = client.post("/ledger/schemes/new", sent(form, base="0", do="add-r")).content.decode()
    assert 'name="r7-zh"' in page
    moved = client.post("/ledger/schemes/new", sent(form, base="0", do="down-r-0")).content.decode()
    assert moved.index("牵头任务按期销号率</textarea>") < moved.index("牵头任务销号率</textarea>")
    form.indicators[0]["x1"], form.indicators[3]["x1"], form.indicators[3]["x2"] = "50", "100", "200"
    tried = client.post("/ledger/schemes/new", sent(form, base="0", do="preview")).content.decode()
    assert "50 ÷ 100 × 30，得 15 分" in tried
    assert "100 ÷ 200 × 10，得 5 分" in tried
    typed = sent(form, base="0", do="save")
    made = client.post("/ledger/schemes/new", typed)
    again = client.post("/ledger/schemes/new", typed)
    assert made["Location"] == again["Location"] == f"/ledger/schemes/{KeptScheme.objects.get().pk}/"
    first = KeptScheme.objects.get()
    edit = f"/ledger/schemes/{first.pk}/edit"
    mine = sent(form_of(first.text), base="1", do="save") | {"r0-points": "31", "r1-points": "19"}
    theirs = sent(form_of(first.text), base="1", do="save") | {"h-title": "我的改名"}
    assert client.post(edit, mine).status_code == 302
    client.force_login(second)
    told = client.post(edit, theirs)
    assert told.status_code == 422
    assert "存了第 2 版" in told.content.decode()
    assert "我的改名" in told.content.decode()
    assert client.post(edit, theirs | {"base": "2"}).status_code == 302
    assert [row.version for row in KeptScheme.objects.order_by("pk")] == [1, 2, 3]
    assert Event.objects.filter(action="ledger.scheme.saved").count() == 3


def test_an_assessment_keeps_its_version_and_uploads_keep_their_comments(office: Account, client: Client) -> None:
    client.force_login(User.objects.get(username="keeper"))
    body = Organisation.objects.create(name="甲局", created_at=NOW, changed_at=NOW)
    body.names.create(name=body.name, folded=name_folded(body.name))
    file = SimpleUploadedFile("odd.toml", ODD.encode())
    client.post("/ledger/schemes/new", {"do": "let_in", "file": file})
    first = KeptScheme.objects.get()
    assert first.text == ODD.replace("version = 7", "version = 1")
    opened = {"title": "年中考核", "from": f"kept.{first.pk}", "bodies": "甲局", "reports_due": "2099.1.1"}
    assert client.post("/ledger/assessments/new", opened).status_code == 302
    for text, status in ((ODD.replace('"odd"', '"other"', 1), 422), ("code =", 422), (ODD + "# more\n", 302)):
        assert client.post(f"/ledger/schemes/{first.pk}/upload", {"base": "1", "toml": text}).status_code == status
    assert Assessment.objects.get().scheme == first.text
    newest = KeptScheme.objects.get(version=2)
    page = client.get(f"/ledger/schemes/{newest.pk}/edit").content.decode()
    assert "不影响它" in page
    assert "3 处注释" in page
    assert client.get(f"/ledger/schemes/{newest.pk}/scheme.toml").content.decode() == newest.text


def test_a_scheme_is_of_its_office_and_a_draft_of_its_writer(office: Account, client: Client) -> None:
    client.force_login(User.objects.get(username="keeper"))
    client.post("/ledger/schemes/new", sent(form_of(ODD), base="0", do="save"))
    row = KeptScheme.objects.get()
    edit = f"/ledger/schemes/{row.pk}/edit"
    drafted: dict[str, Any] = sent(form_of(row.text), base="1") | {"h-title": "还没写完"}
    assert client.post(f"{edit}/draft", drafted).status_code == 204
    assert "还没写完" in client.get(edit).content.decode()
    for name, status in (("second", 200), ("stranger", 403), (None, 302)):
        client.logout()
        if name:
            client.force_login(User.objects.get(username=name))
        found = [client.get(f"/ledger/schemes/{row.pk}/{end}") for end in ("", "edit", "scheme.toml")]
        assert [one.status_code for one in found] == [status] * 3, name
        assert "还没写完" not in found[1].content.decode()
    client.force_login(User.objects.get(username="stranger"))
    assert row.title not in client.get(f"/ledger/schemes/new?from=kept.{row.pk}").content.decode()
