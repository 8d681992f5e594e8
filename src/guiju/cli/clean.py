"""`guiju clean`: the policy in a file or page, clean, and what was done to it."""

from __future__ import annotations

import json
import sys

import click

from guiju.cli.policy_files import source_of
from guiju.domain.language import Words
from guiju.domain.policy.doubting import text_doubts
from guiju.domain.policy.model import Doubt
from guiju.domain.policy.source import Source
from guiju.domain.text import POLICY_STEPS, Cleaned, Repair, clean

_SHOWN = 60


@click.command(name="clean")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--show-repairs", is_flag=True, help="List what was changed instead of the text.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file: text, repairs, doubts, unread.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def command(files: tuple[str, ...], show_repairs: bool, as_json: bool, lang: str) -> None:
    """Print the policy in a page or file, clean 提取并清洗政策正文.

    Reads txt, html, docx, pdf and md; `-` is standard input. What a site put round the policy, pinyin glosses,
    Traditional characters, broken rows of tables and other damage are repaired; what is lost is marked, not guessed.

    --show-repairs lists every change: its place in the file, what became what, why, and whether it is certain.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    failed = False
    try:
        for file in files:
            source = source_of(file, lang)
            if source is None:
                failed = True
                continue
            _show(source, clean(source.text, POLICY_STEPS), show_repairs=show_repairs, as_json=as_json, lang=lang)
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()
        return
    if failed:
        sys.exit(1)


def _show(source: Source, cleaned: Cleaned, *, show_repairs: bool, as_json: bool, lang: str) -> None:
    doubts = text_doubts(cleaned)
    if as_json:
        click.echo(json.dumps(_record(source, cleaned, doubts, lang), ensure_ascii=False))
        return
    if show_repairs:
        for repair in cleaned.repairs:
            click.echo(_line(source, repair, lang))
    else:
        click.echo(cleaned.text)
    for unread in source.unread:
        click.echo(f"{source.name}: {unread.place.label.pick(lang)}: {unread.why.pick(lang)}", err=True)
    for doubt in doubts:
        where = source.place(cleaned.to_source(doubt.start, doubt.end)[0]).label.pick(lang)
        click.echo(f"{source.name}: {where}: {doubt.why.pick(lang)}", err=True)


def _line(source: Source, repair: Repair, lang: str) -> str:
    certain = Words("确定", "certain") if repair.certain else Words("存疑", "uncertain")
    cells = (source.place(repair.at).label, certain, repair.why)
    return "\t".join((*(words.pick(lang) for words in cells), _shown(repair.old), "→", _shown(repair.new)))


def _shown(text: str) -> str:
    plain = text.replace("\n", "↵").replace("\t", "⇥")
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}… ({len(plain)})"


def _record(source: Source, cleaned: Cleaned, doubts: tuple[Doubt, ...], lang: str) -> dict[str, object]:
    return {
        "file": source.name,
        "format": source.format,
        "sha256": source.sha256,
        "clean_text": cleaned.text,
        "repairs": [
            {**repair.record(lang), "place": source.place(repair.at).label.pick(lang)} for repair in cleaned.repairs
        ],
        "doubts": [
            {"start": doubt.start, "end": doubt.end, "about": doubt.about, "why": doubt.why.pick(lang)}
            for doubt in doubts
        ],
        "unread": [{"place": unread.place.label.pick(lang), "why": unread.why.pick(lang)} for unread in source.unread],
    }
