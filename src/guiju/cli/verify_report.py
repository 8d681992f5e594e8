"""`guiju verify-report FILE`: is this report unchanged, and who signed it? Needs no network and no database."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", default="", help="the key id the report must be signed with 应为此密钥编号签发")
@click.option("--json", "as_json", is_flag=True, help="print JSON lines 输出 JSON")
def command(files: tuple[Path, ...], key: str, as_json: bool) -> None:
    """Check reports (PDF or JSON) offline 离线核验查新报告. The exit code is 1 when any of them does not hold."""
    from guiju.apps.validity.outputs.report_read import report_data
    from guiju.apps.validity.outputs.report_signed import signed
    from guiju.apps.validity.sealing import seal_check
    from guiju.domain.language import WordsError
    from guiju.domain.validity import VERDICT_WORDS

    failed = False
    for file in files:
        try:
            report = report_data(file.read_bytes(), file.name)
        except WordsError as error:
            failed = True
            _print(file, holds=False, why=error.say("zh") + " / " + error.say("en"), as_json=as_json)
            continue
        found = seal_check(report)
        content = signed(report) if found.holds else None
        other_key = bool(key) and found.key_id != key
        failed = failed or other_key or not found.holds
        why = f"{found.why.zh} / {found.why.en}"
        if other_key:
            why += f" 但密钥是 {found.key_id}，不是 {key}。 / But it is signed with another key."
        _print(
            file,
            holds=found.holds and not other_key,
            why=why,
            as_json=as_json,
            report=found.number,
            sha256=found.sha256,
            key_id=found.key_id,
            as_of=content.as_of if content else "",
            signed="；".join(f"{VERDICT_WORDS[verdict].zh} {count}" for verdict, count in content.counts)
            if content
            else "",
        )
    sys.exit(1 if failed else 0)


def _print(file: Path, *, holds: bool, why: str, as_json: bool, **facts: str) -> None:
    if as_json:
        click.echo(json.dumps({"file": file.name, "holds": holds, "why": why, **facts}, ensure_ascii=False))
        return
    click.echo(f"{'✓' if holds else '✗'} {file.name}: {why}")
    for name, value in facts.items():
        if value:
            click.echo(f"    {name}: {value}")
