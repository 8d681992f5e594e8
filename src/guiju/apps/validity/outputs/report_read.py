"""The signed data out of a report (报告数据提取): from the PDF it is embedded in, or from its JSON. Knows no Django."""

from __future__ import annotations

import json

import pypdfium2

from guiju.apps.validity.outputs.report_pdf import ATTACHMENT
from guiju.domain.language import Words, WordsError

_MOST_ATTACHMENTS = 1_000
_MOST_BYTES = 256 * 1024 * 1024


def report_data(data: bytes, name: str) -> object:
    """The JSON value of a report file. Raises `WordsError` when the file holds none."""
    raw = _attached(data, name) if data.startswith(b"%PDF") else data
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise _none(name) from error


def _attached(data: bytes, name: str) -> bytes:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise WordsError(
            "corrupted", Words(f"“{name}”不是完整的 PDF 文件。", f"“{name}” is not a complete PDF file.")
        ) from error
    try:
        attached = [pdf.get_attachment(index) for index in range(min(pdf.count_attachments(), _MOST_ATTACHMENTS))]
        reports = [attachment for attachment in attached if attachment.get_name() == ATTACHMENT]
        if len(reports) > 1:
            raise _several(name)
        content = bytes(reports[0].get_data()) if reports else b""
    finally:
        pdf.close()
    if not 0 < len(content) <= _MOST_BYTES:
        raise _none(name)
    return content


def _several(name: str) -> WordsError:
    return WordsError(
        "several_reports",
        Words(
            f"“{name}”中有不止一份签名数据，不是本系统生成的报告。",
            f"“{name}” holds the signed data of more than one report; this program did not make it so.",
        ),
        Words("请向签发机构索取原始文件。", "Ask the issuer for the original file."),
    )


def _none(name: str) -> WordsError:
    return WordsError(
        "no_report",
        Words(f"“{name}”中没有查新报告的签名数据。", f"“{name}” holds no signed data of a validity report."),
        Words(
            "请使用本系统生成的原始 PDF 或 JSON，不要另存或打印成 PDF。",
            "Use the original PDF or JSON made by this program, not one printed or saved anew.",
        ),
    )
