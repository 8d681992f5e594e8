"""Files that are not read say why, by name, and what to do."""

from __future__ import annotations

import io
import re
import struct
import tracemalloc
import zipfile

import openpyxl
import pytest

from domain.compound_files import compound_file
from domain.word_files import docx, entries, p, zipped
from guiju.domain.documents import DocumentError, Limits, Summary, annotate, read, unpack
from guiju.domain.documents.sniffing import format_of

PASSWORD_RECORD = struct.pack("<HHHHHH", 0x0809, 4, 0x0600, 5, 0x002F, 0)


def refusal(data: bytes, name: str, limits: Limits | None = None) -> DocumentError:
    with pytest.raises(DocumentError) as refused:
        read(data, name, limits or Limits())
    return refused.value


def workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "code", "remedy"),
    [
        (b"", "空.docx", "empty", "重新选择"),
        (b" \r\n\t", "空.txt", "empty", "重新选择"),
        (b"MZ\x90\x00" + bytes(200), "报告.docx", "unsupported", "docx"),
        (b"\x7fELF\x02", "报告.pdf", "unsupported", "docx"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "图.png", "unsupported", "docx"),
        (b"MZ nothing else", "a.exe", "unsupported", "docx"),
        (b"\xff\xd8\xff" + "方案".encode() * 40, "改名.txt", "unsupported", "OCR"),
        (b"GIF89a" + b"a" * 90, "改名.txt", "unsupported", "OCR"),
        (b"\x00\x01\x02garbage" * 20, "坏.docx", "corrupted", "重新保存"),
        (b"PK\x03\x04truncated", "坏.xlsx", "corrupted", "重新保存"),
        (compound_file("EncryptedPackage"), "密.docx", "encrypted", "取消密码"),
        (compound_file("Workbook", PASSWORD_RECORD), "密.xls", "encrypted", "取消密码"),
        (compound_file("WordDocument"), "旧.doc", "unsupported", "另存为 docx"),
        (compound_file("PowerPoint Document"), "旧.ppt", "unsupported", "pdf"),
        (compound_file("Something"), "怪.xls", "unsupported", "docx"),
        (compound_file("Workbook")[:700], "坏.xls", "corrupted", "重新保存"),
        (b"{\\rtf1\\ansi GB 1}", "a.doc", "unsupported", "docx"),
        (b"MIME-Version: 1.0\nX: y", "a.doc", "unsupported", "docx"),
        (zipped({"OFD.xml": "<a/>"}), "公文.ofd", "unsupported", "pdf"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "a.odt", "unsupported", "docx"),
        (zipped({"a.txt": "GB 1"}), "包.zip", "unsupported", "解压"),
        (zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "坏.docx", "corrupted", "重新保存"),
        (zipped({"[Content_Types].xml": "<a/>", "word/x": "", "_rels/.rels": "<broken"}), "坏.docx", "corrupted", "重"),
    ],
)
def test_a_bad_file_is_refused_by_name_with_a_remedy(data: bytes, name: str, code: str, remedy: str) -> None:
    error = refusal(data, name)
    assert error.code == code
    assert name in error.say("zh")
    assert name in error.say("en")
    assert remedy in error.say("zh")
    assert "{" not in error.say("zh") + error.say("en")


@pytest.mark.parametrize(
    ("data", "name", "form"),
    [
        (docx(p("GB 1")), "报告.pdf", "docx"),
        (workbook(), "报告.docx", "xlsx"),
        (b"%PDF-1.4", "a.docx", "pdf"),
        (b"<html><body>GB 1</body></html>", "\u5bfc\u51fa.xls", "html"),
        ("编号\t名称\n".encode("gb18030"), "导出.xls", "csv"),
        ("GB 1".encode("utf-16"), "a.txt", "txt"),
        (b"# GB 1", "a.md", "md"),
        (b"GB 1", "noname", "txt"),
    ],
)
def test_a_wrong_extension_is_no_fault(data: bytes, name: str, form: str) -> None:
    assert format_of(data, name) == form


def test_a_file_over_the_limit_is_refused_before_it_is_opened() -> None:
    error = refusal(docx(p("甲")), "大.docx", Limits(max_bytes=100))
    assert error.code == "too_large"


def test_a_bomb_in_a_docx_is_stopped_while_it_inflates() -> None:
    bomb = zipped(entries(docx(p("甲"))) | {"word/document.xml": b"<a>" + b" " * 60_000_000})
    tracemalloc.start()
    try:
        assert refusal(bomb, "炸弹.docx").code in {"zip_bomb", "too_large"}
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_caught_too() -> None:
    honest = zipped(entries(docx(p("甲"))) | {"word/document.xml": b" " * 30_000_000})
    lying = honest.replace(struct.pack("<L", 30_000_000), struct.pack("<L", 3_000))
    assert refusal(lying, "炸弹.docx").code == "corrupted"


def test_many_entries_and_a_total_too_large_are_refused() -> None:
    assert refusal(docx(p("甲")), "a.docx", Limits(max_entries=2)).code == "zip_bomb"
    assert refusal(docx(p("甲")), "a.docx", Limits(max_uncompressed=100)).code == "zip_bomb"
    assert refusal(docx(p("甲" * 200)), "a.docx", Limits(max_text_chars=100)).code == "too_large"
    assert refusal(docx(p("甲" * 200)), "a.docx", Limits(max_part=100)).code == "too_large"
    assert refusal(docx(p("甲") * 200), "a.docx", Limits(max_elements=300)).code == "too_large"


LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declaration", [LAUGHS, OUTSIDE, "<!DOCTYPE l>"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_are_refused_in_word_and_excel(declaration: str, codec: str) -> None:
    word = entries(docx(p("&amp;")))
    word["word/document.xml"] = (declaration + word["word/document.xml"].decode()).encode(codec)
    assert refusal(zipped(word), "a.docx").code == "external_entity"
    excel = entries(workbook())
    excel["xl/worksheets/sheet1.xml"] = (declaration + excel["xl/worksheets/sheet1.xml"].decode()).encode(codec)
    assert refusal(zipped(excel), "a.xlsx").code == "external_entity"


def test_xml_in_a_disguising_encoding_is_refused() -> None:
    word = entries(docx(p("甲")))
    word["word/document.xml"] = b"<?xml version='1.0' encoding='utf-7'?>" + word["word/document.xml"]
    assert refusal(zipped(word), "a.docx").code == "corrupted"


def test_nesting_without_end_is_refused() -> None:
    deep = "<w:ins>" * 3000 + "</w:ins>" * 3000
    assert refusal(docx(f"<w:p>{deep}</w:p>"), "a.docx").code == "corrupted"


def test_formats_that_hold_no_marks_point_to_the_report() -> None:
    with pytest.raises(DocumentError) as refused:
        annotate(b"GB 1", "a.txt", [], Summary("", [], "zh", None))  # type: ignore[arg-type]
    assert refused.value.code == "unsupported"
    assert "查新报告" in refused.value.say("zh")


def test_an_archive_gives_its_files_with_readable_harmless_names() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in (
            "报告/一.docx",
            "__MACOSX/._一.docx",
            "~$一.docx",
            ".DS_Store",
            "空/",
            "../../etc/二.txt",
            "C:\\三.txt",
        ):
            made.writestr(name, b"GB 1")
    assert [name for name, _ in unpack(out.getvalue(), "包.zip")] == ["报告/一.docx", "etc/二.txt", "三.txt"]


def test_names_written_by_windows_are_decoded() -> None:
    raw = "报告/标准清单.xlsx".encode("gb18030")
    plain = zipped({"x" * len(raw): b"GB 1"})
    assert [name for name, _ in unpack(plain.replace(b"x" * len(raw), raw), "包.zip")] == ["报告/标准清单.xlsx"]


@pytest.mark.parametrize(
    ("data", "limits", "code"),
    [
        (zipped({"内.zip": b"PK"}), Limits(), "unsupported"),
        (zipped({"a.txt": b"a" * 200}), Limits(max_bytes=100), "too_large"),
        (zipped({"a.txt": b"a" * 2000}), Limits(max_ratio=2, ratio_free=10), "zip_bomb"),
        (zipped({"a.txt": b"a", "b.txt": b"b"}), Limits(max_files=1), "zip_bomb"),
        (zipped({"a.txt": b"a" * 200, "b.txt": b"b" * 200}), Limits(max_uncompressed=300), "zip_bomb"),
        (zipped({"空/": b""}), Limits(), "empty"),
        (b"PK\x03\x04", Limits(), "corrupted"),
    ],
)
def test_an_archive_past_its_limits_is_refused(data: bytes, limits: Limits, code: str) -> None:
    with pytest.raises(DocumentError) as refused:
        list(unpack(data, "包.zip", limits))
    assert refused.value.code == code


def test_an_encrypted_archive_names_the_file() -> None:
    data = bytearray(zipped({"密.txt": b"GB 1"}))
    for signature, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(signature), bytes(data)):
            data[found.start() + flags_at] |= 1
    with pytest.raises(DocumentError) as refused:
        list(unpack(bytes(data), "包.zip"))
    assert refused.value.code == "encrypted"
    assert "密.txt" in refused.value.say("zh")
