"""`guiju policy`: what a policy orders, as a summary for people or as Policy JSON."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import click

from guiju.cli.policy_summary import summary
from guiju.domain.policy.reading import SECTIONS, Policy, policy_read


@click.command(name="policy")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="Policy JSON, one object a line for each file.")
@click.option("--id", "document", default=None, help="Id of the document, else its name up to “_”.")
@click.option(
    "--section", "sections", multiple=True, type=click.Choice(SECTIONS), help="Only this part; may be given again."
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of reasons and labels.")
def command(files: tuple[str, ...], as_json: bool, document: str | None, sections: tuple[str, ...], lang: str) -> None:
    """Read what policies order 解读政策：任务、责任单位、目标.

    Reads a policy as it was found (a page saved as text, for example) and prints its clean text's outline, who has to
    do what by when, and every number that is a promise; `-` is standard input. Where it is not sure it says so.
    """
    _speak_utf8()
    failed = False
    for file in files:
        text = _text(file)
        if text is None:
            failed = True
            continue
        read = policy_read(text, document=document or _id_of(file))
        click.echo(_json(read, sections, lang) if as_json else summary(read, sections, lang))
    if failed:
        sys.exit(1)


def _json(read: Policy, sections: tuple[str, ...], lang: str) -> str:
    record = read.record(lang)
    kept = {key: value for key, value in record.items() if not sections or key in ("id", *sections)}
    return json.dumps(kept, ensure_ascii=False)


def _id_of(file: str) -> str:
    """The file's name up to its first "_" or "."."""
    return "policy" if file == "-" else re.split(r"[_.]", Path(file).name.lstrip("._"))[0] or "policy"


def _text(file: str) -> str | None:
    """The text of a file, or None after saying why it cannot be read."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        click.echo(f"{file}: 无法打开文件。 The file cannot be opened: {error.strerror}", err=True)
        return None
    return data.decode("utf-8-sig", errors="replace")


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
