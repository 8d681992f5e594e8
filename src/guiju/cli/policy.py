"""`guiju policy`: what a policy orders, as a summary for people or as Policy JSON."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import click

from guiju.cli.policy_files import source_of
from guiju.cli.policy_summary import summary
from guiju.domain.policy.reading import SECTIONS, Policy, policy_read
from guiju.domain.policy.source import Source


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

    Reads txt, html, docx, pdf and md as they were found and prints the outline, who has to do what by when, every
    number that is a promise, rules about money, and what is ordered to exist; `-` is standard input. Where it is not
    sure it says so.
    """
    _speak_utf8()
    failed = False
    for file in files:
        source = source_of(file, lang)
        if source is None:
            failed = True
            continue
        read = policy_read(source.text, document=document or _id_of(file))
        click.echo(_json(source, read, sections, lang) if as_json else summary(read, sections, lang))
        for unread in source.unread:
            click.echo(f"{file}: {unread.place.label.pick(lang)}: {unread.why.pick(lang)}", err=True)
    if failed:
        sys.exit(1)


def _json(source: Source, read: Policy, sections: tuple[str, ...], lang: str) -> str:
    record = read.record(lang)
    kept = {key: value for key, value in record.items() if not sections or key in ("id", *sections)}
    if not sections:
        kept["unread"] = [
            {"place": unread.place.label.pick(lang), "why": unread.why.pick(lang)} for unread in source.unread
        ]
    return json.dumps(kept, ensure_ascii=False)


def _id_of(file: str) -> str:
    """The file's name up to its first "_" or "."."""
    return "policy" if file == "-" else re.split(r"[_.]", Path(file).name.lstrip("._"))[0] or "policy"


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
