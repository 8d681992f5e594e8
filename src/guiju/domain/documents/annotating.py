"""The same file with the marks in it, whatever its format (标注分派)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from guiju.domain.documents.errors import problem
from guiju.domain.documents.limits import DEFAULT_LIMITS, Limits
from guiju.domain.documents.model import Mark
from guiju.domain.documents.sheets import conversion, delimited
from guiju.domain.documents.sheets import writer as excel
from guiju.domain.documents.sniffing import extension, format_of
from guiju.domain.documents.summary import Summary, marked_name
from guiju.domain.documents.word import writer as word

Writer = Callable[[bytes, str, Sequence[Mark], Summary, Limits], bytes]

WRITERS: dict[str, Writer] = {
    "docx": word.annotate,
    "xlsx": excel.annotate,
    "xls": conversion.annotate,
    "csv": delimited.annotate,
}
_EXTENSIONS = {
    "docx": ("docx", "docm", "dotx", "dotm"),
    "xlsx": ("xlsx", "xlsm", "xltx", "xltm"),
    "xls": ("xlsx",),
    "csv": ("csv", "tsv", "txt"),
}


def annotate(
    data: bytes, name: str, marks: Sequence[Mark], summary: Summary, limits: Limits = DEFAULT_LIMITS
) -> tuple[bytes, str]:
    """(the file's bytes with the marks in it, its new name); an xls file comes back as xlsx.

    Raises `DocumentError` unsupported for formats that hold no marks (pdf, html, txt, md), else as `read` does.
    """
    form = format_of(data, name)
    writer = WRITERS.get(form)
    if writer is None:
        raise problem("no_marking", name, format=form)
    own = extension(name)
    kept = own if own in _EXTENSIONS[form] else _EXTENSIONS[form][0]
    return writer(data, name, marks, summary, limits), marked_name(name, summary, "." + kept)
