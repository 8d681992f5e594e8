"""The same file with the marks in it, whatever its format (标注分派)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from guiju.domain.documents.errors import problem
from guiju.domain.documents.limits import DEFAULT_LIMITS, Limits
from guiju.domain.documents.model import Mark
from guiju.domain.documents.sniffing import extension, format_of
from guiju.domain.documents.summary import Summary, marked_name

Writer = Callable[[bytes, str, Sequence[Mark], Summary, Limits], bytes]

WRITERS: dict[str, str] = {
    "docx": "word.writer",
    "xlsx": "sheets.writer",
    "xls": "sheets.conversion",
    "csv": "sheets.delimited",
}
"""The module of each format's writer; loaded when the first such file is marked, as some bring large libraries."""

_EXTENSIONS = {
    "docx": ("docx", "docm", "dotx", "dotm"),
    "xlsx": ("xlsx", "xlsm", "xltx", "xltm"),
    "xls": ("xlsx",),
    "csv": ("csv", "tsv", "txt"),
}


def _writer(form: str) -> Writer:
    module = import_module(f"guiju.domain.documents.{WRITERS[form]}")
    writer: Writer = module.annotate
    return writer


def annotate(
    data: bytes, name: str, marks: Sequence[Mark], summary: Summary, limits: Limits = DEFAULT_LIMITS
) -> tuple[bytes, str]:
    """(the file's bytes with the marks in it, its new name); an xls file comes back as xlsx.

    Raises `DocumentError` unsupported for formats that hold no marks (pdf, html, txt, md), else as `read` does.
    """
    form = format_of(data, name)
    if form not in WRITERS:
        raise problem("no_marking", name, format=form)
    own = extension(name)
    kept = own if own in _EXTENSIONS[form] else _EXTENSIONS[form][0]
    return _writer(form)(data, name, marks, summary, limits), marked_name(name, summary, "." + kept)
