"""The seal of a report: made here, checked by anybody, broken by any change."""

from __future__ import annotations

import io
import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from guiju.apps.validity.outputs.report_pdf import ATTACHMENT, report_pdf
from guiju.apps.validity.outputs.report_read import report_data
from guiju.apps.validity.outputs.report_signed import signed
from guiju.apps.validity.sealing import report_json, seal, seal_check
from guiju.cli import main
from guiju.domain.documents import read
from guiju.domain.language import WordsError
from guiju.domain.validity import Verdict
from guiju.domain.validity.result import counts
from guiju.kernel.history.signing import Ed25519Signer

SIGNER = Ed25519Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
MEMBER = {
    "number": "GB/T 1.1-2009", "verdict": "replaced", "flags": ["stale_evidence"], "successors": ["GB/T 1.1-2020"],
    "evidence": [{"fact": {"zh": "被代替", "en": "replaced"}, "source": "甲", "said_on": "2020-03-31"}], "chain": [],
    "candidates": [], "suggestion": "", "advice": {"zh": "请改用", "en": "Use it"}, "title": "标准化工作导则",
    "edition": 1, "fictitious": False,
}  # fmt: skip
CITATION = {
    "place": "line/1", "where": {"zh": "第 1 行", "en": "line 1"}, "start": 0, "end": 13, "span": "GB/T 1.1-2009",
    "number": "GB/T 1.1-2009", "kind": "dated", "members": [MEMBER], "title_in_text": "", "title_in_catalogue": "",
}  # fmt: skip


def result(rows: int = 2) -> dict[str, Any]:
    files = [{"name": "报告.docx", "sha256": "0" * 64, "kind": "report", "citations": [CITATION] * rows, "unread": []}]
    catalogue = {"snapshot": "s1", "editions": 2, "newest_source_date": "2026-01-01"}
    return {
        "checked_at": "2026-11-22T08:00:00Z", "as_of": "2026-11-22", "catalogue": catalogue, "files": files,
        "counts": counts(files),
    }  # fmt: skip


def report() -> dict[str, Any]:
    return report_json(result(), seal(result(), number="CX20261122-000001", signer=SIGNER))


def test_an_unchanged_report_holds() -> None:
    found = seal_check(json.loads(json.dumps(report())))
    assert found.holds
    assert found.number == "CX20261122-000001"


def test_a_changed_verdict_breaks_the_seal() -> None:
    forged = deepcopy(report())
    forged["result"]["files"][0]["citations"][0]["members"][0]["verdict"] = "in_force"
    assert not seal_check(forged).holds


@pytest.mark.parametrize("field", ["number", "sha256", "algorithm", "key_id", "public_key", "signature"])
def test_a_changed_seal_breaks(field: str) -> None:
    forged = report()
    forged["report"][field] = "x" + forged["report"][field]
    assert not seal_check(forged).holds


@given(
    st.recursive(
        st.none() | st.booleans() | st.text() | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["report", "result", "x"]), inner),
    )
)
def test_anything_else_is_an_answer_and_never_an_error(value: object) -> None:
    assert not seal_check(value).holds


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_pdf_report_carries_the_signed_data_and_its_words(lang: str) -> None:
    made = report_pdf(result(), report()["report"], title="报告.docx", lang=lang)
    assert seal_check(report_data(made, "r.pdf")).holds
    text = "".join(block.text for block in read(made, "r.pdf").blocks)
    assert "GB/T 1.1-2020" in text
    assert ("被代替" if lang == "zh" else "Replaced") in text
    assert "CX20261122-000001" in text


def test_a_report_without_citations_is_still_a_report() -> None:
    empty = result(0)
    made = report_pdf(empty, seal(empty, number="CX1", signer=SIGNER), title="空", lang="zh")
    assert seal_check(report_data(made, "r.pdf")).holds


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken", b"[1,2", b"\xff\xfe"])
def test_a_file_without_report_data_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(WordsError):
        report_data(data, "x")


def test_the_command_says_yes_no_and_whose_key(tmp_path: Path) -> None:
    good, forged = tmp_path / "good.json", tmp_path / "forged.json"
    good.write_text(json.dumps(report()), encoding="utf-8")
    forged.write_text(json.dumps({**report(), "result": {}}), encoding="utf-8")
    run = CliRunner().invoke
    assert run(main, ["verify-report", str(good)]).exit_code == 0
    assert run(main, ["verify-report", str(forged)]).exit_code == 1
    assert run(main, ["verify-report", str(good), "--key", "0000000000000000"]).exit_code == 1
    assert "✗ forged.json" in run(main, ["verify-report", str(good), str(forged)]).output


def test_what_was_signed_is_shown_to_be_compared_with_the_pages() -> None:
    content = signed(report())
    assert content is not None
    assert content.as_of == "2026-11-22"
    assert content.files == ("报告.docx",)
    assert content.verdicts == (("GB/T 1.1-2009", Verdict.REPLACED),)


@pytest.mark.parametrize(
    "odd", [{}, {"files": 1, "as_of": 2}, {"as_of": "x", "files": [{"name": "a", "citations": [7]}]}]
)
def test_signed_data_of_another_shape_are_no_content(odd: dict[str, Any]) -> None:
    assert signed({"report": {}, "result": odd}) is None


def test_a_pdf_with_the_data_of_two_reports_is_refused() -> None:
    made = pypdfium2.PdfDocument(report_pdf(result(), report()["report"], title="甲", lang="zh"))
    other = ATTACHMENT.replace("t.json", "X.json")
    made.new_attachment(other).set_data(b"{}")
    held = io.BytesIO()
    made.save(held)
    with pytest.raises(WordsError, match="不止一份"):
        report_data(held.getvalue().replace(other.encode(), ATTACHMENT.encode()), "a.pdf")
