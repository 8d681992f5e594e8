"""Declarations on the site: begun, written with their errors beside, planned, taken into use; nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guiju.apps.declared.carried import registers_carried
from guiju.domain.registers.proposing import PLACEHOLDERS
from guiju.kernel.history.models import Event
from guiju.kernel.jobs.worker import run_due
from guiju.kernel.registers.layout import layout_get
from guiju.kernel.registers.models import Declaration, Intake, Sketch
from guiju.kernel.registers.services import declaration_apply, sketches
from kernel.conftest import AT
from kernel.register_people import *  # noqa: F403
from kernel.register_people import TEXT, enter, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trials")]
ALL = "/registers/declarations/"
SHEET = "示范点名称,批准日期,经费（万元）\n" + "".join(f"示范点{n},2025-01-{n + 1:02},{n + 1}\n" for n in range(12))
RETYPED = ('type = "money"\nsee', 'type = "date"\nsee')


@pytest.fixture
def desk(signed_in: Any, officer: Any) -> Client:
    return signed_in(officer)


def begin(desk: Client, **typed: Any) -> Sketch:
    answer = desk.post(f"{ALL}new", {"code": "sites", "name": "示范点", "start": "blank", **typed})
    assert answer.status_code == 302, answer.content.decode()
    return Sketch.objects.latest("pk")


def write(desk: Client, sketch: Sketch, text: str, **more: Any) -> Any:
    sketch.refresh_from_db()
    body = {"text": text.replace("\n", "\r\n"), "revision": sketch.revision, "keep": "1", **more}
    return desk.post(f"{ALL}drafts/{sketch.pk}", body)


def take(desk: Client, sketch: Sketch, text: str) -> Any:
    planned = write(desk, sketch, text, plan="1")
    assert planned.status_code == 302, planned.content.decode()
    sketch.refresh_from_db()
    return desk.post(f"{ALL}drafts/{sketch.pk}/plan", {"digest": sketch.planned_digest})


def next_one(desk: Client) -> Sketch:
    desk.post(f"{ALL}trials/")
    return Sketch.objects.latest("pk")


def page(desk: Client, path: str) -> str:
    return str(desk.get(path).content.decode())


def test_what_begins_from_nothing_has_a_name_and_a_date(desk: Client) -> None:
    assert 'type = "date"' in begin(desk).text


def test_a_sheet_becomes_a_register_and_is_imported_into_it(desk: Client) -> None:
    sketch = begin(desk, start="sheet", file=SimpleUploadedFile("示范点台账.csv", SHEET.encode()))
    assert 'type = "money"' in sketch.text
    assert "经费" in page(desk, f"{ALL}drafts/{sketch.pk}")
    assert "还没有写：（文件名称）" in page(desk, f"{ALL}drafts/{sketch.pk}")
    refused = take(desk, sketch, sketch.text)
    assert refused.status_code == 422
    line = sketch.text.split("\n").index('document = "（文件名称）"') + 1
    assert f"第 {line} 行" in refused.content.decode()
    text = sketch.text
    for placeholder in PLACEHOLDERS:
        text = text.replace(placeholder, "示范点管理")
    done = take(desk, sketch, text)
    assert done["Location"] == f"/registers/sites/import/{Intake.objects.get().pk}"
    assert Intake.objects.get().counts == {"rows": 12}
    assert not Sketch.objects.exists()
    assert layout_get("sites").register.version == 1
    assert Event.objects.filter(action="register.declaration.applied", object_id="sites").count() == 1


def test_what_is_wrong_is_told_with_its_line_and_kept_all_the_same(desk: Client) -> None:
    sketch = next_one(desk)
    text = sketch.text.replace('type = "money"', 'type = "coins"')
    line = text.split("\n").index('type = "coins"') + 1
    answer = write(desk, sketch, text, plan="1")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f"第 {line} 行" in shown
    assert "long_text" in shown
    assert Sketch.objects.get().text == text
    live = desk.post(f"{ALL}check", {"text": text}).content.decode()
    assert f"第 {line} 行" in live


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("version = 2", "version = 1", "请写 version = 2"),
        ('code = "trials"', 'code = "others"', "已有指标叫“trial_cost”"),
        ('code = "trials"', 'code = "declarations"', "已用作网址"),
        ("version = 2\n", 'version = 2\nprocedure = "nope"\n', "没有已生效的程序“nope”"),
        ('type = "money"\n', 'type = "money"\nleast = 10\nmost = 1\n', "most 不能小于 least"),
        ('code = "begun"', 'code = "csrfmiddlewaretoken"', "在表单里另有用处"),
        ('type = "money"\n', 'type = "record"\nregister = "nothing"\n', "还没有登记簿“nothing”"),
    ],
)
def test_what_the_form_would_not_tell_is_told(desk: Client, written: str, instead: str, said: str) -> None:
    text = next_one(desk).text
    assert written in text
    text = text.replace(written, instead).replace('counts = "sum"\nfield = "cost"\n', 'counts = "records"\n')
    assert said in desk.post(f"{ALL}check", {"text": text}).content.decode()


def test_the_preview_is_the_form_the_register_would_have(desk: Client) -> None:
    shown = page(desk, f"{ALL}drafts/{next_one(desk).pk}")
    assert all(f'name="preview-{code}"' in shown for code in ("name", "kind", "begun", "cost"))


def test_a_version_shows_what_it_does_to_records_and_does_it(desk: Client) -> None:
    enter({"name": "甲", "cost": "12.5"})
    text = version(2, RETYPED).replace('counts = "sum"\nfield = "cost"\n', 'counts = "records"\n')
    sketch = next_one(desk)
    assert write(desk, sketch, text, plan="1").status_code == 302
    shown = page(desk, f"{ALL}drafts/{sketch.pk}/plan")
    assert "不能换算" in shown
    assert "12.5" in shown
    english = desk.get(f"{ALL}drafts/{sketch.pk}/plan", headers={"accept-language": "en"}).content.decode()
    assert "What it does: Trials" in english
    sketch.refresh_from_db()
    stale = desk.post(f"{ALL}drafts/{sketch.pk}/plan", {"digest": "0" * 64})
    assert stale.status_code == 422
    assert layout_get("trials").register.version == 1
    assert take(desk, sketch, text).status_code == 302
    assert layout_get("trials").register.version == 2
    assert "第 2 版" in page(desk, f"{ALL}trials/")
    assert "taken-out" in page(desk, f"{ALL}trials/2")
    assert desk.get(f"{ALL}trials/2?download").content.decode() == text


def test_a_plan_that_no_longer_holds_is_made_anew(desk: Client) -> None:
    sketch, other = next_one(desk), next_one(desk)
    text = version(2)
    path = f"{ALL}drafts/{sketch.pk}/plan"
    write(desk, sketch, text, plan="1")
    sketch.refresh_from_db()
    digest, told = sketch.planned_digest, dict(sketch.plan or {})
    Sketch.objects.filter(pk=sketch.pk).update(plan={"code": "trials"}, planned_digest="0" * 64)  # as once kept
    assert desk.get(path).status_code == 302
    assert desk.post(path, {"digest": "0" * 64})["Location"].endswith(f"/drafts/{sketch.pk}")
    Sketch.objects.filter(pk=sketch.pk).update(plan=told, planned_digest=digest)
    assert desk.get(path).status_code == 200
    take(desk, other, text)
    assert desk.post(path, {"digest": digest}).status_code == 302
    assert "重新看一遍影响" in page(desk, f"{ALL}drafts/{sketch.pk}")


def test_a_large_register_is_planned_and_altered_by_jobs(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sketches, "AT_ONCE", 0)
    enter({"name": "甲"})
    sketch = next_one(desk)
    write(desk, sketch, version(2), plan="1")
    assert "data-progress" in page(desk, f"{ALL}drafts/{sketch.pk}/plan")
    run_due()
    sketch.refresh_from_db()
    desk.post(f"{ALL}drafts/{sketch.pk}/plan", {"digest": sketch.planned_digest})
    assert layout_get("trials").register.version == 1
    run_due()
    assert layout_get("trials").register.version == 2
    assert desk.get(f"{ALL}drafts/{sketch.pk}/progress").json()["state"] == "succeeded"


def test_another_window_does_not_overwrite_what_was_written(desk: Client) -> None:
    sketch = next_one(desk)
    mine = version(2, ("登记试点", "登记全部试点"))
    write(desk, sketch, mine)
    answer = desk.post(f"{ALL}drafts/{sketch.pk}", {"text": "mine", "revision": "1", "keep": "1"})
    assert answer.status_code == 422
    assert "mine" in answer.content.decode()
    assert Sketch.objects.get().text == mine


def test_only_officers_and_only_ones_own_drafts(signed_in: Any, desk: Client, maker: Any) -> None:
    sketch = next_one(desk)
    assert signed_in(maker).get(f"{ALL}drafts/{sketch.pk}").status_code == 403
    assert signed_in().get(ALL).status_code == 302
    other = Sketch.objects.create(owner=maker, title="x", text="x", saved_at=AT)
    assert desk.get(f"{ALL}drafts/{other.pk}").status_code == 404
    desk.post(f"{ALL}drafts/{sketch.pk}/delete")
    assert list(Sketch.objects.all()) == [other]


@pytest.mark.parametrize("bad", ["", "x" * 300_000, "\x00", "[[" * 5_000, "a = " + "[" * 9_000, "code = 1", "é\ud7ff"])
def test_hostile_texts_are_answered_calmly(desk: Client, bad: str) -> None:
    assert desk.post(f"{ALL}check", {"text": bad}).status_code in (200, 400)
    assert write(desk, next_one(desk), bad, plan="1").status_code in (422, 400)


def test_a_file_that_was_in_use_before_a_later_version_is_left(tmp_path: Any) -> None:
    folder = tmp_path / "declarations" / "registers"
    folder.mkdir(parents=True)
    (folder / "trials.toml").write_text(TEXT, encoding="utf-8")
    declaration_apply(actor=None, text=version(2), where="trials.toml", at=AT)
    complaints: list[Any] = []
    registers_carried(data_folder=tmp_path, at=AT, complain=complaints.append)
    assert complaints == []
    assert Declaration.objects.filter(code="trials").count() == 2
