"""The files that `guiju policy` and `guiju clean` are given (政策文件)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from guiju.domain.documents import DocumentError
from guiju.domain.policy.source import Source, source_read


def source_of(file: str, lang: str) -> Source | None:
    """The file's text, or None after saying why it cannot be read; `-` is standard input."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return source_read(data, "stdin.txt" if file == "-" else Path(file).name)
    except OSError as error:
        click.echo(f"{file}: {error.strerror}", err=True)
    except DocumentError as error:
        words = (error.message, error.remedy) if error.remedy else (error.message,)
        click.echo(f"{file}: {' '.join(one.pick(lang) for one in words)}", err=True)
    return None
