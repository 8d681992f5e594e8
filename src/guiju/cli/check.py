"""`guiju check FILE…`: which of the standards cited in these files are in force, without the web."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

_USES = ("standard", "report", "contract", "list")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--as-of", "as_of", type=click.DateTime(["%Y-%m-%d"]), help="status on this day, default today 基准日")
@click.option("--use", type=click.Choice(_USES), help="kind of document, else guessed 文件用途")
@click.option("--json", "as_json", is_flag=True, help="print the whole result as JSON 输出 JSON")
@click.option("--mark", type=click.Path(file_okay=False, path_type=Path), help="write marked copies here 输出标注文件")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def command(
    paths: tuple[Path, ...], as_of: datetime | None, use: str | None, as_json: bool, mark: Path | None, lang: str
) -> None:
    """Check the standards cited in files, folders or zip archives 标准查新.

    The exit code is 1 when a file could not be read. Nothing is stored.
    """
    gc.set_threshold(100_000, 50, 50)  # large lists make many lasting objects and no cycles
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.web.settings")
    import django

    django.setup()
    day = as_of.date() if as_of else datetime.now().astimezone().date()
    checked_at = datetime.now(UTC)
    files, problems = _read(paths)
    for problem in problems:
        click.echo(problem.error.say(lang), err=True)
    result = _check(files, problems, use, day, checked_at)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False))
    else:
        _print(result, lang)
    if mark is not None:
        _mark(files, result, mark, day, checked_at, lang)
    sys.exit(1 if problems else 0)


def _read(paths: tuple[Path, ...]) -> tuple[list[Any], list[Any]]:
    """Read everything below `paths`; a file that cannot be read is a problem, not the end."""
    from guiju.apps.validity.intake import Problem, Upload, take_in
    from guiju.domain.documents import DocumentError

    files: list[Any] = []
    problems: list[Any] = []
    for path in _files(paths):
        data = path.read_bytes()
        try:
            intake = take_in([Upload(path.name, data)], "")
        except DocumentError as error:
            problems.append(Problem(path.name, hashlib.sha256(data).hexdigest(), error))
        else:
            files += intake.files
            problems += intake.problems
    return files, problems


def _files(paths: tuple[Path, ...]) -> list[Path]:
    """Files as given, and those below folders in order, without hidden ones and Office's lock files."""
    found: list[Path] = []
    for path in paths:
        below = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [file for file in below if file.is_file() and not file.name.startswith((".", "~$"))]
    return found


def _check(files: list[Any], problems: list[Any], use: str | None, day: date, checked_at: datetime) -> dict[str, Any]:
    from django.db import OperationalError

    from guiju.apps.catalogue.queries import facts
    from guiju.apps.validity.queries import settlements
    from guiju.domain.language import Words
    from guiju.domain.validity import DocumentUse
    from guiju.domain.validity.checking import UnreadFile, check, read_citations

    chosen = DocumentUse(use) if use else None
    found = [read_citations(document, chosen) for _, document in files]
    unread = [
        UnreadFile(problem.name, problem.sha256, Words(problem.error.say("zh"), problem.error.say("en")))
        for problem in problems
    ]
    try:
        return check(found, as_of=day, checked_at=checked_at, lookup=facts, settlements=settlements, unread=unread)
    except OperationalError as error:
        raise click.ClickException(
            "no catalogue yet: run `guiju setup` first 尚无标准库，请先运行 guiju setup"
        ) from error


def _print(result: dict[str, Any], lang: str) -> None:
    from guiju.domain.validity.saying import flag_words, verdict_word, where_to

    key = "zh" if lang == "zh" else "en"
    for file in result["files"]:
        click.secho(f"{file['name']} ({file['kind']})", bold=True)
        for citation in file["citations"]:
            for member in citation["members"]:
                remarks = "; ".join(part for part in (where_to(member, lang), *flag_words(member, lang)) if part)
                line = [citation["where"][key], member["number"], verdict_word(member, lang), remarks]
                click.echo("  " + "\t".join(line).rstrip())
        for item in file["unread"]:
            click.echo(f"  {item['where'][key]}\t{item['why'][key]}")
    counts = result["counts"]
    click.echo(json.dumps({"as_of": result["as_of"], **counts}, ensure_ascii=False))


def _mark(files: list[Any], result: dict[str, Any], folder: Path, day: date, checked_at: datetime, lang: str) -> None:
    from guiju.apps.validity.outputs.marked import marked_file
    from guiju.domain.documents import DocumentError

    folder.mkdir(parents=True, exist_ok=True)
    for (upload, _), file in zip(files, result["files"], strict=False):
        try:
            data, name = marked_file(
                upload.data, Path(upload.name).name, file, as_of=day.isoformat(), lang=lang, at=checked_at
            )
        except DocumentError as error:
            click.echo(error.say(lang), err=True)
            continue
        (folder / name).write_bytes(data)
        click.echo(str(folder / name), err=True)
