"""`guiju draw verify FILE`: is a published draw of a panel what it says? Needs no network, no database, no Django."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from guiju.domain.draw import DrawFile, draw_check, draw_read
from guiju.domain.language import WordsError

_PATH = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(name="draw")
def command() -> None:
    """Verifiable random draws of panels 可复核的随机抽取."""


@command.command()
@click.argument("file", type=_PATH)
@click.option("--announced", type=_PATH, help="the announcement as published before 抽取前公布的公告")
@click.option("--json", "as_json", is_flag=True, help="print one JSON object 输出 JSON")
def verify(file: Path, announced: Path | None, as_json: bool) -> None:
    """Compute every digest and the whole draw anew 重算摘要和抽取. The exit code is 1 when something does not hold."""
    try:
        read = draw_read(file.read_bytes(), file.name)
        earlier = draw_read(announced.read_bytes(), announced.name) if announced else None
    except WordsError as error:
        if as_json:
            click.echo(json.dumps({"file": file.name, "holds": False, "findings": [error.message.zh]}))
        raise click.ClickException(f"{error.say('zh')} / {error.say('en')}") from error
    found = draw_check(read, earlier)
    if as_json:
        parts = [{"part": one.part, "zh": one.words.zh, "en": one.words.en} for one in found]
        told = {"file": file.name, "holds": not found, "drawn": read.is_result, "findings": parts}
        click.echo(json.dumps(told | dict(_facts(read)), ensure_ascii=False))
    else:
        for one in found:
            click.echo(f"✗ {one.words.zh} / {one.words.en}")
        if not found:
            click.echo("✓ " + _holds(read))
        for name, value in _facts(read):
            click.echo(f"    {name}: {value}")
    sys.exit(1 if found else 0)


def _holds(read: DrawFile) -> str:
    if read.is_result:
        return "名单摘要、承诺值和抽取结果均与重算一致 / list hash, commitment and outcome are as computed anew"
    return "名单摘要与重算一致，尚未抽取 / the list hash is as computed anew; nothing is drawn yet"


def _facts(read: DrawFile) -> Iterator[tuple[str, str]]:
    for name in ("purpose", "list_sha256", "commitment", "public_source", "public_value"):
        if read.data.get(name):
            yield name, str(read.data[name])
    if read.is_result:
        yield "panel", " ".join(read.data["outcome"]["panel"])
