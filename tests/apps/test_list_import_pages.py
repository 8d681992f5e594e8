"""Pages of an import, as those who may see them do, and as others do not."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from guiju.apps.catalogue.models import Edition, ImportMapping, ListImport
from guiju.kernel.accounts.services import organisation_create
from guiju.kernel.jobs.models import Job
from guiju.kernel.jobs.worker import run_due
from kernel.conftest import AT, person

pytestmark = pytest.mark.django_db
LIST = "标准编号,标准名称,实施日期,甲\nGB/T 1.1-2020,<b>标准化工作导则</b>,2020.10.1,一\n=GB/T,没有号,,三\n"


@pytest.fixture
def bureau(db):
    return organisation_create(actor=None, name="甲局", kind="bureau", at=AT)


@pytest.fixture
def browser(bureau, signed_in):
    """A browser of somebody who may import."""
    return signed_in(person("keeper", bureau, "officer"))


@pytest.fixture
def other_browser(bureau, signed_in):
    """A browser of a colleague who may import too."""
    return signed_in(person("colleague-keeper", bureau, "officer"))


def send(browser, text=LIST, name="目录.csv", **more):
    fields = {"file": SimpleUploadedFile(name, text.encode()), "source": "测试平台", "said_on": "2026.2.1"} | more
    return browser.post("/standards/import/", fields)


def page(browser, path, status=200):
    response = browser.get(path)
    assert response.status_code == status
    return response.content.decode()


def confirm(browser, path, *fields):
    """Confirm the columns, one field for each in its order, and let the worker work."""
    response = browser.post(f"{path}columns", {f"column-{at}": field for at, field in enumerate(fields)})
    run_due(now=None)
    return response


def planned(browser):
    path = send(browser).url
    confirm(browser, path, "number", "title_zh", "effective", "")
    return path


def imported(browser):
    path = planned(browser)
    browser.post(f"{path}apply")
    run_due(now=None)
    return path


def test_the_guess_is_shown_column_by_column(browser):
    shown = page(browser, send(browser).url)
    assert re.search(r'<option value="effective" selected>\s*实施日期', shown)
    assert "2020.10.1" in shown
    assert "其中 3 列会用到" in shown
    assert "<b>标准化" not in shown


def test_from_upload_to_result_and_to_the_standards(browser):
    path = planned(browser)
    shown = page(browser, path)
    for expected in ("还没有写入", "GB/T 1.1-2020", "目录.csv", "测试平台", "第 3 行", "整行未导入"):
        assert expected in shown
    assert not Edition.objects.exists()
    browser.post(f"{path}apply")
    run_due(now=None)
    assert "新增 1 个标准" in page(browser, path)
    edition = Edition.objects.get()
    assert reverse("catalogue:edition", args=[edition.pk]) in page(browser, f"{path}standards")
    assert "测试平台" in page(browser, reverse("catalogue:edition", args=[edition.pk]))
    assert "没有这样的标准" in page(browser, f"{path}standards?changed=1")


def test_the_same_file_again_says_that_nothing_changes(browser):
    imported(browser)
    shown = page(browser, planned(browser))
    assert "没有变化" in shown
    assert "以前确认过" in page(browser, send(browser).url)


def test_two_columns_for_one_field_come_back_as_chosen_with_the_error_beside_them(browser):
    path = send(browser).url
    response = confirm(browser, path, "number", "title_zh", "effective", "effective")
    assert response.status_code == 422
    shown = response.content.decode()
    assert 'href="#f-column-3"' in shown
    assert "都选了“实施日期”" in shown
    assert not ImportMapping.objects.exists()


def test_the_rows_with_problems_can_be_downloaded_and_run_nowhere(browser):
    path = planned(browser)
    response = browser.get(f"{path}problems.csv")
    text = response.content.decode("utf-8-sig")
    assert "第 3 行" in text
    assert response["Content-Type"].startswith("text/csv")
    assert not re.search(r"(^|,)[=+@]", text, re.MULTILINE)


def test_work_under_way_shows_its_progress_and_can_be_stopped_and_gone_on_with(browser):
    path = planned(browser)
    browser.post(f"{path}apply")
    assert "data-progress" in page(browser, path)
    assert browser.get(f"{path}progress").json()["state"] == "queued"
    browser.post(f"{path}stop")
    assert "继续导入" in page(browser, path)
    browser.post(f"{path}apply")
    run_due(now=None)
    assert "已导入" in page(browser, path)


def test_a_dry_run_that_failed_can_be_tried_again_or_deleted(browser):
    path = send(browser).url
    browser.post(f"{path}columns", {"column-0": "number"})
    Job.objects.update(state=Job.State.FAILED, reason={"zh": "出错了", "en": "It failed"})
    shown = page(browser, path)
    assert "出错了" in shown
    assert "再试一次" in shown
    browser.post(f"{path}retry")
    run_due(now=None)
    assert "会改变什么" in page(browser, path)
    assert browser.post(f"{path}delete").url == "/standards/import/"
    assert not ListImport.objects.exists()


@pytest.mark.parametrize(("fields", "told"), [
    ({"file": ""}, "没有选择文件"),
    ({"source": ""}, "没有写明来源"),
    ({"said_on": "哪天"}, "看不懂这个日期"),
    ({"said_on": "2999-01-01"}, "晚于今天"),
    ({"text": "甲"}, "目录.csv"),
])  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(browser, fields, told):
    response = send(browser, **fields)
    assert response.status_code == 422
    shown = response.content.decode()
    assert told in shown
    assert fields.get("source", "测试平台") in shown
    assert not ListImport.objects.exists()


def test_english_is_spoken_too(browser):
    path = planned(browser)
    browser.cookies["guiju_language"] = "en"
    assert "What would change" in page(browser, path)
    assert "Row left out" in browser.get(f"{path}problems.csv").content.decode()


def test_a_colleague_with_the_right_sees_only_what_has_come_in_and_changes_nothing(browser, other_browser):
    waiting, done = send(browser).url, imported(browser)
    page(other_browser, waiting, 404)
    assert "已导入" in page(other_browser, done)
    assert other_browser.post(f"{done}delete").status_code == 404
    assert other_browser.post(f"{waiting}apply").status_code == 404
    listed = page(other_browser, "/standards/import/")
    assert done in listed
    assert waiting not in listed


def test_others_may_not_import_and_are_not_shown_the_way(browser, signed_in, stranger, client):
    path = send(browser).url
    outsider = signed_in(stranger)
    for address in ("/standards/import/", path, f"{path}problems.csv", f"{path}progress"):
        page(outsider, address, 403)
        assert client.get(address).status_code == 302
    assert send(outsider).status_code == 403
    for other in (outsider, client):
        assert "/standards/import/" not in page(other, "/about-data/")
        assert "/standards/import/" not in page(other, "/")
    assert "/standards/import/" in page(browser, "/about-data/")
    assert "/standards/import/" in page(browser, "/")


def test_a_saved_page_is_recognised_and_the_plan_says_as_what(browser):
    text = (
        "<html><head><title>国家标准|GB/T 99223-2006</title></head><h1>标准号：GB/T 99223-2006</h1>"
        "<table><tr><td>中文标准名称：虚构</td></tr><tr><td>标准状态：现行</td></tr></table></html>"
    )
    path = send(browser, text, "newGbInfo.html").url
    run_due(now=None)
    assert "按“国家标准全文公开系统的网页”读取" in page(browser, path)
    browser.post(f"{path}apply")
    run_due(now=None)
    claim = Edition.objects.get(number="GB/T 99223-2006").assertions.get(field="asserted_status")
    assert (claim.value, str(claim.asserted_on), claim.source.code) == ("现行", "2026-02-01", "测试平台")


def test_another_format_can_be_chosen_and_one_that_is_none_is_an_error_at_its_field(browser):
    text = '{"number": "GB/T 99224-2006", "title_zh": "虚构"}\n'
    assert (
        ListImport.objects.get(pk=send(browser, text, "list.txt", format="jsonl").url.split("/")[-2]).adapter == "jsonl"
    )
    response = send(browser, format="nonsense")
    assert response.status_code == 422
    assert 'href="#f-format"' in response.content.decode()
