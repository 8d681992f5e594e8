"""The files that `guiju policy` and `guiju clean` are given (政策文件)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guiju.domain.documents import DocumentError
from guiju.domain.language import Words
from guiju.domain.policy.source import Source, source_read

_UNREADABLE: dict[type[OSError], Words] = {
    FileNotFoundError: Words(
        "没有这个文件，请核对文件名和路径", "there is no such file; please check its name and path"
    ),
    IsADirectoryError: Words("这是文件夹，请给出其中的一个文件", "this is a folder; please name one file in it"),
    PermissionError: Words("没有读取这个文件的权限", "you may not read this file"),
}


def source_of(file: str, lang: str) -> Source | None:
    """The file's text, or None after saying why it cannot be read; `-` is standard input."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return source_read(data, "stdin.txt" if file == "-" else Path(file).name)
    except OSError as error:
        said = _UNREADABLE.get(type(error), Words(f"读不出：{error.strerror}", f"cannot be read: {error.strerror}"))
        click.echo(f"{file}: {said.pick(lang)}", err=True)
    except DocumentError as error:
        words = (error.message, error.remedy) if error.remedy else (error.message,)
        click.echo(f"{file}: {' '.join(one.pick(lang) for one in words)}", err=True)
    return None
