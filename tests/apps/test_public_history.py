"""What strangers get of the history: they can verify it with twenty lines of their own, and it names nobody."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guiju.apps.catalogue.services import edition_record, relation_record
from guiju.cli.history import command
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.services import organisation_create, user_create
from guiju.kernel.history.keys import installation_signer
from guiju.kernel.history.models import Event
from guiju.kernel.history.public_export import export_path, export_state, public_export_refresh, public_export_write
from guiju.kernel.history.services import checkpoint_make, payload_erase
from guiju.kernel.history.signing import Ed25519Signer, key_id
from kernel.conftest import AT, person

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = REPOSITORY / "docs" / "verify-history.md"
SCRIPT = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)[0]
NAME, ORGANISATION, LOGIN = "王某某", "某某检测有限公司", "wang-somebody"
Rows = list[dict[str, Any]]


@pytest.fixture
def happened(db: None) -> User:
    """Facts and people, and facts changed by people; a checkpoint in between and at the end."""
    institute = organisation_create(actor=None, name=ORGANISATION, kind="institute", at=AT)
    user_create(actor=None, username="li-si", display_name="李四", password="a long password", at=AT)
    edition_record(actor=None, number="GB 5-1990", title_zh="墨斗", source="某书目", at=AT)
    checkpoint_make(signer=installation_signer(), at=AT)
    someone = person(LOGIN, institute, "institute")
    User.objects.filter(pk=someone.pk).update(display_name=NAME)
    edition_record(actor=someone, number="GB 5-1990", title_zh="墨斗线", source="某书目", at=AT + timedelta(days=1))
    relation_record(actor=someone, kind="replaces", subject="GB 7-2001", obj="GB 6-1991", source="某书目", at=AT)
    checkpoint_make(signer=installation_signer(), at=AT + timedelta(days=2))
    return someone


@pytest.fixture
def exported(happened: User, tmp_path: Path) -> Path:
    path = tmp_path / "history.jsonl.gz"
    public_export_write(path, last=Event.objects.latest("sequence").sequence, at=AT)
    return path


def fingerprint(signer: Any = None) -> str:
    return hashlib.sha256((signer or installation_signer()).public_key).hexdigest()


def stranger_verifies(path: Path, key: str | None = None) -> bool:
    """Whether the script of the docs, run on its own, says that the chain holds."""
    script = path.with_name("verify.py")
    script.write_text(SCRIPT, encoding="utf-8")
    outcome = subprocess.run(
        [sys.executable, "-I", str(script), str(path), key or fingerprint()], capture_output=True, check=False, cwd="/"
    )
    return outcome.returncode == 0


def read(path: Path) -> Rows:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def rewrite(path: Path, rows: Rows) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def test_the_docs_hold_twenty_lines_and_the_site_hands_out_the_same() -> None:
    assert len([line for line in SCRIPT.splitlines() if line]) <= 20
    shipped = REPOSITORY / "src" / "guiju" / "web" / "static" / "guiju" / "verify_history.txt"
    assert shipped.read_text(encoding="utf-8") == SCRIPT


def test_a_stranger_verifies_a_real_export(exported: Path) -> None:
    assert stranger_verifies(exported)
    assert not stranger_verifies(exported, fingerprint(Ed25519Signer(Ed25519PrivateKey.generate())))


def test_the_command_exports_and_verifies_the_same_file(happened: User, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl.gz"
    assert CliRunner().invoke(command, ["export", str(path), "--public"]).exit_code == 0
    assert stranger_verifies(path)
    outcome = CliRunner().invoke(command, ["verify", str(path), "--key", key_id(installation_signer().public_key)])
    assert outcome.exit_code == 0
    assert "不公开 withheld" in outcome.output


def events(rows: Rows) -> Rows:
    return [row for row in rows if "event" in row]


def change_a_fact(rows: Rows) -> None:
    payload = events(rows)[0]["payload"]
    payload["canonical"] = payload["canonical"].replace("墨斗", "墨盒")


def change_a_reason(rows: Rows) -> None:
    events(rows)[0]["event"]["reason"] = "改过"


def change_who(rows: Rows) -> None:
    events(rows)[-1]["event"]["actor"] = "system"


def change_behind_a_withheld_place(rows: Rows) -> None:
    row = events(rows)[0]
    row["event"]["reason"] = "改过"
    row["withheld"] = {name: row["event"][name] for name in ("sequence", "previous_digest", "digest")}


def take_an_event_out(rows: Rows) -> None:
    rows.remove(events(rows)[1])


def swap_two_events(rows: Rows) -> None:
    rows[-1], rows[-2] = rows[-2], rows[-1]


def cut_off_the_end(rows: Rows) -> None:
    rows.pop()


def cut_in_the_middle(rows: Rows) -> None:
    del rows[len(rows) // 2 :]


def add_an_unsigned_event(rows: Rows) -> None:
    last = (rows[-1].get("event") or rows[-1].get("withheld"))["digest"]
    rows.append(
        {"withheld": {"sequence": 1 + sum("format" not in r and "checkpoint" not in r for r in rows)}
         | {"previous_digest": last, "digest": "0" * 64}}
    )  # fmt: skip


def empty_a_payload(rows: Rows) -> None:
    events(rows)[0]["payload"] = {"salt": "", "canonical": "", "erased": True}


def take_a_payload_out(rows: Rows) -> None:
    events(rows)[0]["payload"] = None


def change_a_checkpoint(rows: Rows) -> None:
    next(row for row in rows if "checkpoint" in row)["checkpoint"]["at"] = "2020-01-01T00:00:00.000000Z"


def take_all_checkpoints_out(rows: Rows) -> None:
    rows[:] = [row for row in rows if "checkpoint" not in row]


@pytest.mark.parametrize(
    "harm",
    [
        change_a_fact, change_a_reason, change_who, change_behind_a_withheld_place, take_an_event_out, swap_two_events,
        cut_off_the_end, cut_in_the_middle, add_an_unsigned_event, empty_a_payload, take_a_payload_out,
        change_a_checkpoint, take_all_checkpoints_out,
    ],
)  # fmt: skip
def test_a_stranger_finds_whatever_was_done_to_it(exported: Path, harm: Callable[[Rows], None]) -> None:
    rows = read(exported)
    harm(rows)
    assert not stranger_verifies(rewrite(exported, rows))


def test_a_file_broken_on_its_way_does_not_verify(exported: Path) -> None:
    exported.write_bytes(exported.read_bytes()[:-40])
    assert not stranger_verifies(exported)


def test_what_was_erased_by_law_is_gone_and_the_rest_still_verifies(happened: User, tmp_path: Path) -> None:
    first = Event.objects.filter(object_kind="edition").earliest("sequence")
    payload_erase(sequence=first.sequence, actor="system", because="依法删除", at=AT)
    last = checkpoint_make(signer=installation_signer(), at=AT + timedelta(days=3))
    assert last is not None
    path = tmp_path / "history.jsonl.gz"
    public_export_write(path, last=last.sequence, at=AT)
    assert stranger_verifies(path)
    row = next(row for row in read(path) if row.get("event", {}).get("sequence") == first.sequence)
    assert (row["payload"]["canonical"], row["payload"]["salt"]) == ("", "")


def test_the_public_history_names_nobody_and_tells_of_standards_only(exported: Path, happened: User) -> None:
    rows = read(exported)
    text = json.dumps(rows, ensure_ascii=False)
    for private in (NAME, LOGIN, ORGANISATION, "李四", "li-si"):
        assert private not in text, private
    assert {row["event"]["object_kind"] for row in events(rows)} == {"edition", "number", "source"}
    withheld = [row["withheld"] for row in rows if "withheld" in row]
    assert withheld
    assert all(set(one) == {"sequence", "previous_digest", "digest"} for one in withheld)
    assert len(withheld) + len(events(rows)) == Event.objects.count()


def test_an_erasure_is_as_public_as_what_was_erased(happened: User, tmp_path: Path) -> None:
    private = Event.objects.exclude(object_kind__in=["edition", "number", "source"]).earliest("sequence")
    payload_erase(sequence=private.sequence, actor="system", because="应王某某之请", at=AT)
    last = checkpoint_make(signer=installation_signer(), at=AT + timedelta(days=3))
    assert last is not None
    path = tmp_path / "history.jsonl.gz"
    public_export_write(path, last=last.sequence, at=AT)
    assert stranger_verifies(path)
    assert NAME not in json.dumps(read(path), ensure_ascii=False)


def test_the_file_is_made_daily_and_at_once_after_an_erasure(happened: User, settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    signer = installation_signer()
    assert public_export_refresh(at=AT) is not None
    assert public_export_refresh(at=AT + timedelta(days=9)) is None  # nothing happened
    edition_record(actor=None, number="GB 8-1990", title_zh="尺", source="某书目", at=AT)
    checkpoint_make(signer=signer, at=AT)
    assert public_export_refresh(at=AT + timedelta(hours=1)) is None  # not yet a day
    payload_erase(sequence=Event.objects.latest("sequence").sequence, actor="system", because="依法", at=AT)
    checkpoint_make(signer=signer, at=AT)
    made = public_export_refresh(at=AT + timedelta(hours=1))
    assert made is not None
    assert made == export_state()
    assert made.sha256 == hashlib.sha256(export_path().read_bytes()).hexdigest()
    assert stranger_verifies(export_path())


def test_the_page_shows_end_key_and_checkpoints_and_hands_out_the_file(
    client: Any, happened: User, settings: Any, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    assert client.get("/history/history.jsonl.gz").status_code == 404
    assert "第一个检查点" in client.get("/history/").content.decode()
    public_export_refresh(at=AT)
    shown = client.get("/history/").content.decode()
    assert fingerprint() in shown
    assert Event.objects.latest("sequence").digest in shown
    assert "for row in map(json.loads" in shown
    answer = client.get("/history/history.jsonl.gz")
    assert b"".join(answer.streaming_content) == export_path().read_bytes()
    points = client.get("/history/checkpoints.json").json()
    assert [point["sequence"] for point in points["checkpoints"]] == sorted(
        {row["checkpoint"]["sequence"] for row in read(export_path()) if "checkpoint" in row}, reverse=True
    )
    assert points["key"]["fingerprint"] == fingerprint()
