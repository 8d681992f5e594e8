"""The validity report as a PDF (查新报告), with the signed result embedded; set by Typst with a font of its own."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import manimgx_fonts_cjk
import segno
import typst

from guiju.apps.validity.sealing import report_json
from guiju.domain.language import Words
from guiju.domain.validity import USE_WORDS, VERDICT_WORDS, DocumentUse, Verdict
from guiju.domain.validity.saying import TONES, evidence_lines, flag_words, verdict_word, where_to

ATTACHMENT = "guiju-report.json"
_TEMPLATE = Path(__file__).with_name("report.typ")
_FONTS = Path(manimgx_fonts_cjk.__file__).parent

_WORDS: dict[str, Words] = {
    "summary": Words("结论汇总", "Summary"),
    "nothing": Words("没有找到标准引用。", "No cited standards were found."),
    "unread": Words("下列部分未能读取，未作查新：", "These parts could not be read and were not checked:"),
    "seal": Words("签章与核验", "Seal and verification"),
    "verify": Words(
        "本报告内嵌签名数据。可离线核验：guiju verify-report 本文件。",
        "This report carries its signed data. Verify it offline: guiju verify-report FILE.",
    ),
}
_COLUMNS = (
    Words("位置", "Place"),
    Words("标准编号", "Number"),
    Words("名称", "Title"),
    Words("结论", "Verdict"),
    Words("说明与依据", "Remarks and evidence"),
)
_TITLE = Words("标准查新报告", "Standards validity report")
_WARNING = Words(
    "标准库为示例数据，不作依据。状态由所列来源推算，请以发布机构公告为准。",
    "The catalogue holds sample data and is no authority. Status is computed from the sources named; "
    "the publisher's announcement prevails.",
)
_FACTS = (
    Words("报告编号", "Report number"),
    Words("基准日", "As of"),
    Words("查新时间", "Checked at"),
    Words("标准库", "Catalogue"),
)
_CATALOGUE = Words(
    "{editions} 个版次，最新来源日期 {newest}，快照 {snapshot}",
    "{editions} editions, newest source {newest}, snapshot {snapshot}",
)
_FILE_NOTE = Words("{use}，引用 {citations} 处，SHA-256 {sha256}", "{use}, {citations} citations, SHA-256 {sha256}")
_SEAL_ROWS = (
    ("number", Words("报告编号", "Report number")),
    ("sha256", Words("结果哈希 (SHA-256)", "Hash of the result (SHA-256)")),
    ("algorithm", Words("签名算法", "Algorithm")),
    ("key_id", Words("密钥编号", "Key id")),
    ("public_key", Words("公钥", "Public key")),
    ("signature", Words("签名", "Signature")),
)


def report_pdf(result: Mapping[str, Any], sealed: Mapping[str, str], *, title: str, lang: str) -> bytes:
    """The report in `lang`; the same result and seal give the same pages.

    The embedded file `guiju-report.json` is what is signed; the QR code holds number, hash and signature.
    """
    data = _data(result, sealed, title, lang)
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made = typst.compile(str(_TEMPLATE), font_paths=[str(_FONTS)], ignore_system_fonts=True, sys_inputs=inputs)
    return bytes(made)


def _data(result: Mapping[str, Any], sealed: Mapping[str, str], title: str, lang: str) -> dict[str, Any]:
    return {
        "lang": "zh" if lang.startswith("zh") else "en",
        "title": _TITLE.pick(lang),
        "subtitle": title,
        "footer": f"{_TITLE.pick(lang)} {sealed['number']}",
        "warning": _WARNING.pick(lang),
        "facts": list(_facts(result, sealed, lang)),
        "counts": list(_counts(result, lang)),
        "files": [_file(file, lang) for file in result["files"]],
        "seal": [[words.pick(lang), _broken(sealed[field])] for field, words in _SEAL_ROWS],
        "qr": _qr(sealed),
        "report": json.dumps(report_json(result, sealed), ensure_ascii=False),
        "words": {name: words.pick(lang) for name, words in _WORDS.items()}
        | {"columns": [column.pick(lang) for column in _COLUMNS]},
    }


def _facts(result: Mapping[str, Any], sealed: Mapping[str, str], lang: str) -> Iterator[tuple[str, str]]:
    catalogue = result["catalogue"]
    about = _CATALOGUE.pick(
        lang,
        editions=catalogue["editions"],
        newest=catalogue["newest_source_date"] or "—",
        snapshot=catalogue["snapshot"] or "—",
    )
    checked_at = result["checked_at"].replace("T", " ").replace("Z", " UTC")
    values = (sealed["number"], result["as_of"], checked_at, about)
    return ((label.pick(lang), value) for label, value in zip(_FACTS, values, strict=True))


def _counts(result: Mapping[str, Any], lang: str) -> Iterator[dict[str, Any]]:
    counted = result["counts"]["verdicts"]
    if not counted:
        yield {"word": _WORDS["nothing"].pick(lang), "count": 0, "tone": "none"}
    for verdict in Verdict:
        if counted.get(verdict.value):
            word = VERDICT_WORDS[verdict].pick(lang)
            yield {"word": word, "count": counted[verdict.value], "tone": TONES[verdict]}


def _file(file: Mapping[str, Any], lang: str) -> dict[str, Any]:
    key = "zh" if lang.startswith("zh") else "en"
    use = USE_WORDS[DocumentUse(file["kind"])].pick(lang)
    note = _FILE_NOTE.pick(lang, use=use, citations=len(file["citations"]), sha256=file["sha256"][:16])
    return {
        "name": file["name"],
        "note": note,
        "rows": list(_rows(file["citations"], lang, key)),
        "unread": [f"{item['where'][key]}：{item['why'][key]}" for item in file["unread"]],
    }


def _rows(citations: Iterable[Mapping[str, Any]], lang: str, key: str) -> Iterator[dict[str, Any]]:
    for citation in citations:
        for member in citation["members"]:
            notes = [*flag_words(member, lang), where_to(member, lang), member["advice"][key]]
            yield {
                "place": citation["where"][key],
                "number": member["number"],
                "title": member["title"] or citation["title_in_text"],
                "verdict": verdict_word(member, lang),
                "tone": TONES[Verdict(member["verdict"])],
                "note": "；".join(note for note in notes if note),
                "evidence": "；".join(evidence_lines(member, lang)[:2]),
            }


def _broken(text: str, width: int = 64) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def _qr(sealed: Mapping[str, str]) -> str:
    held = io.BytesIO()
    content = f"GUIJU:{sealed['number']}:{sealed['sha256']}:{sealed['signature']}"
    segno.make(content, error="m").save(held, kind="svg", border=0, scale=4)
    return held.getvalue().decode("utf-8")
