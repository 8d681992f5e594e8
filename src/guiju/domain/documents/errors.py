"""Why a file cannot be read (读取错误), each with its remedy, in both languages."""

from __future__ import annotations

from typing import NamedTuple

from guiju.domain.documents.model import DocumentError
from guiju.domain.language import Words


class _Reason(NamedTuple):
    code: str
    message: Words
    remedy: Words


SUPPORTED = Words(
    "可读取的格式：docx、xlsx、xls、csv、pdf、html、txt、md，以及由它们组成的 zip。",
    "Readable formats: docx, xlsx, xls, csv, pdf, html, txt, md, and zip archives of them.",
)
_REASONS: dict[str, _Reason] = {
    "empty": _Reason(
        "empty",
        Words("“{name}”是空文件，没有可读取的内容。", "“{name}” is empty: there is nothing to read."),
        Words("请确认文件已保存完整后重新选择。", "Check that it was saved completely, then choose it again."),
    ),
    "unsupported": _Reason(
        "unsupported", Words("不能读取“{name}”这种格式。", "The format of “{name}” cannot be read."), SUPPORTED
    ),
    "program": _Reason(
        "unsupported",
        Words("“{name}”是程序文件，不是文档。", "“{name}” is a program, not a document."),
        SUPPORTED,
    ),
    "picture": _Reason(
        "unsupported",
        Words("“{name}”是图片，不是文档。", "“{name}” is a picture, not a document."),
        Words(
            "请先做文字识别（OCR），再提交可选中文字的 docx 或 pdf。",
            "Run text recognition (OCR) first, then submit a docx or PDF with its text.",
        ),
    ),
    "old_word": _Reason(
        "unsupported",
        Words(
            "“{name}”是旧版 Word（.doc）文件，不能读取。", "“{name}” is an old Word (.doc) file, which cannot be read."
        ),
        Words(
            "请用 Word 或 WPS 打开，另存为 docx 后再提交。", "Open it in Word or WPS, save it as docx and submit that."
        ),
    ),
    "old_slides": _Reason(
        "unsupported",
        Words("“{name}”是演示文稿，不能读取。", "“{name}” is a presentation, which cannot be read."),
        Words("请导出为 pdf 或 docx 后再提交。", "Export it as pdf or docx and submit that."),
    ),
    "other_office": _Reason(
        "unsupported",
        Words("“{name}”是 {format} 文件，不能读取。", "“{name}” is a {format} file, which cannot be read."),
        Words("请另存为 {instead} 后再提交。", "Save it as {instead} and submit that."),
    ),
    "encrypted": _Reason(
        "encrypted",
        Words("“{name}”设有密码，无法读取。", "“{name}” is protected by a password and cannot be read."),
        Words("请取消密码后另存一份再提交。", "Save a copy without the password and submit that."),
    ),
    "corrupted": _Reason(
        "corrupted",
        Words("“{name}”已损坏或不完整，无法读取。", "“{name}” is damaged or incomplete and cannot be read."),
        Words(
            "请用原来的软件打开并重新保存，或重新获取该文件。",
            "Open it in the program it was made with and save it again, or get a new copy.",
        ),
    ),
    "too_large": _Reason(
        "too_large",
        Words("“{name}”超过了 {limit} 的上限。", "“{name}” is larger than the limit of {limit}."),
        Words("请拆分文件，或去掉其中的图片后再提交。", "Split it, or remove its pictures, and submit that."),
    ),
    "too_much_content": _Reason(
        "too_large",
        Words("“{name}”的内容过多，超过了可处理的上限。", "“{name}” holds more than can be handled at once."),
        Words("请拆分后再提交。", "Split it and submit the pieces."),
    ),
    "too_much_text": _Reason(
        "too_large",
        Words("“{name}”中的文字超过了 {limit} 字的上限。", "“{name}” holds more text than {limit} characters."),
        Words("请拆分后再提交。", "Split it and submit the pieces."),
    ),
    "too_many_blocks": _Reason(
        "too_large",
        Words("“{name}”超过 {limit} 行（段）。", "“{name}” has more than {limit} lines or paragraphs."),
        Words("请拆分后再提交。", "Split it and submit the pieces."),
    ),
    "too_much_markup": _Reason(
        "too_large",
        Words("“{name}”中的标签超过 {limit} 个。", "“{name}” holds more than {limit} tags."),
        Words("请拆分，或另存为文本后再提交。", "Split it, or save it as text and submit that."),
    ),
    "too_many_citations": _Reason(
        "too_many_citations",
        Words("“{name}”中的标准引用超过 {limit} 处。", "“{name}” has more than {limit} citations."),
        Words("请分成几份提交。", "Hand it in in several parts."),
    ),
    "too_many_pages": _Reason(
        "too_large",
        Words("“{name}”超过 {limit} 页。", "“{name}” has more than {limit} pages."),
        Words("请拆分后再提交。", "Split it and submit the pieces."),
    ),
    "too_many_cells": _Reason(
        "too_many_cells",
        Words("“{name}”的单元格超过 {limit} 个。", "“{name}” has more than {limit} cells."),
        Words(
            "请拆分工作表，或只保留含有标准编号的列。", "Split it, or keep only the columns that hold standard numbers."
        ),
    ),
    "zip_bomb": _Reason(
        "zip_bomb",
        Words("“{name}”解压后过大，已停止读取。", "“{name}” grows too large when unpacked; reading was stopped."),
        Words("请用原来的软件打开并另存一份再提交。", "Open it in its own program, save a copy and submit that."),
    ),
    "external_entity": _Reason(
        "external_entity",
        Words(
            "“{name}”内含外部实体或文档类型声明，已拒绝读取。",
            "“{name}” declares a DTD or external entities and was refused.",
        ),
        Words(
            "请用 Word、Excel 或 WPS 打开并另存一份再提交。",
            "Open it in Word, Excel or WPS, save a copy and submit that.",
        ),
    ),
    "image_only": _Reason(
        "image_only",
        Words("“{name}”只有图片，没有文字层。", "“{name}” holds only pictures and no text layer."),
        Words(
            "请先做文字识别（OCR），或提交可选中文字的版本。",
            "Run text recognition (OCR) first, or submit a version with text.",
        ),
    ),
    "secret": _Reason(
        "secret",
        Words(
            "“{name}”带有“{mark}”标志，已拒绝接收，未作任何保存。",
            "“{name}” is marked “{mark}”: it was refused and nothing was stored.",
        ),
        Words("涉密和内部文件不得在本系统处理。", "Classified and internal files must not be handled here."),
    ),
    "name": _Reason(
        "name",
        Words("文件名“{name}”不能使用。", "The file name “{name}” cannot be used."),
        Words("请改名后再提交。", "Rename it and submit it again."),
    ),
    "archive": _Reason(
        "unsupported",
        Words("“{name}”是压缩包，不是单个文件。", "“{name}” is an archive, not a single file."),
        Words("请解压后提交其中的文件。", "Unpack it and submit the files in it."),
    ),
    "nested_archive": _Reason(
        "unsupported",
        Words(
            "压缩包中的“{name}”又是一个压缩包，不再展开。",
            "“{name}” is an archive inside an archive and is not unpacked.",
        ),
        Words("请先解压，再把其中的文件提交。", "Unpack it first and submit the files in it."),
    ),
    "no_marking": _Reason(
        "unsupported",
        Words("{format} 文件不能在原文件上标注。", "A {format} file cannot be marked in place."),
        Words("请下载查新报告。", "Download the report instead."),
    ),
}


def problem(reason: str, name: str, where: str = "", **values: object) -> DocumentError:
    """The error for `reason` (a key of the table above) about the file `name`; `values` fill its other blanks.

    A DocumentError's code may be wider than the reason: an old Word file is "unsupported" with a remedy of its own.
    """
    code, message, remedy = _REASONS[reason]
    filled = {"name": name, **values}
    return DocumentError(code, _fill(message, filled), _fill(remedy, filled), where)


def _fill(words: Words, values: dict[str, object]) -> Words:
    return Words(words.zh.format(**values), words.en.format(**values))
