"""What somebody hands in (提交内容): files, archives, pasted text, a typed list. Read before anything is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from guiju.domain.documents import Document, DocumentError, read
from guiju.domain.documents.folders import is_archive, unpack
from guiju.domain.documents.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from guiju.domain.language import Words, WordsError

TYPED_NAME = Words("输入的内容.txt", "typed text.txt")


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it was handed in: its name and its bytes."""

    name: str
    data: bytes


class Problem(NamedTuple):
    """A file that cannot be checked, and why."""

    name: str
    sha256: str
    error: DocumentError


@dataclass(slots=True)
class Intake:
    """What can be checked, and the files that cannot (never both about the same file)."""

    files: list[tuple[Upload, Document]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def take_in(uploads: Sequence[Upload], text: str, lang: str = "zh", limits: Limits = DEFAULT_LIMITS) -> Intake:
    """Unpack and read everything; typed text becomes a file whose name is in `lang`.

    Raises `WordsError` when nothing can be checked: the only file's own error, or that nothing was handed in.
    A secrecy mark in any file refuses the whole hand-in.
    """
    if text.strip():
        uploads = [*uploads, Upload(TYPED_NAME.pick(lang), text.encode("utf-8", "replace"))]
    if not uploads:
        raise WordsError(
            "nothing",
            Words("没有选择文件，也没有输入内容。", "No file was chosen and no text was entered."),
            Words("请拖入文件，或粘贴含有标准号的文字。", "Drop a file, or paste text with standard numbers."),
        )
    refuse_too_large(sum(len(upload.data) for upload in uploads), limits)
    intake = Intake()
    for upload in uploads:
        _take(upload, intake, limits)
    if not intake.files:
        raise intake.problems[0].error
    return intake


def _take(upload: Upload, intake: Intake, limits: Limits) -> None:
    try:
        for single in _singles(upload, limits):
            _read(single, intake)
    except DocumentError as error:
        _note(upload, error, intake)


def _singles(upload: Upload, limits: Limits) -> Iterable[Upload]:
    if not is_archive(upload.data, upload.name):
        return [upload]
    return (Upload(name, data) for name, data in unpack(upload.data, upload.name, limits))


def _read(upload: Upload, intake: Intake) -> None:
    try:
        intake.files.append((upload, read(upload.data, upload.name)))
    except DocumentError as error:
        _note(upload, error, intake)


def _note(upload: Upload, error: DocumentError, intake: Intake) -> None:
    if error.code == "secret":
        raise error
    intake.problems.append(Problem(upload.name, hashlib.sha256(upload.data).hexdigest(), error))


def refuse_too_large(size: int, limits: Limits = DEFAULT_LIMITS) -> None:
    """Raise `WordsError` when a hand-in of `size` bytes is over the limit."""
    if size <= limits.max_bytes:
        return
    megabytes = limits.max_bytes // MEGABYTE
    raise WordsError(
        "too_large",
        Words(f"提交的内容合计超过 {megabytes} MB。", f"What was handed in is larger than {megabytes} MB in all."),
        Words("请分几次提交。", "Hand it in in several parts."),
    )
