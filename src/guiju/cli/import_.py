"""`guiju import`: take a list of standards into the catalogue (导入标准)."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress

from guiju.cli.installation import be_patient, start
from guiju.domain.language import WordsError

if TYPE_CHECKING:
    from guiju.apps.catalogue.services import Outcome, ReferenceOutcome

_SHOWN = 20
# Millions of records live a short while and have no circles: looking for some every 700 takes a fifth of the time.
_SELDOM = (100_000, 50, 50)
_READ, _SWITCH = "读取 reading", "写入 writing"
_COUNTS = {
    "rows": "行 rows",
    "created": "新增 created",
    "changed": "补充 changed",
    "unchanged": "不变 unchanged",
    "repeated": "重复 repeated",
    "refused": "未导入 left out",
    "relations": "关系 relations",
    "claims": "来源主张 assertions",
}


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--map", "wishes", multiple=True, metavar="COLUMN=FIELD", help="correct a column; COLUMN= leaves it out")
@click.option("--source", default="", help="who says so 来源 (default: the name of the file)")
@click.option("--said-on", type=click.DateTime(["%Y-%m-%d"]), help="the day the source was read 来源日期")
@click.option("--format", default="", metavar="NAME", help="read it as this format 指定格式 (default: by its content)")
@click.option("--dry-run", is_flag=True, help="show what would change, write nothing 只看不写")
def command(
    files: tuple[Path, ...], wishes: tuple[str, ...], source: str, said_on: object, format: str, dry_run: bool
) -> None:
    """Import editions from FILES, all of them or none; again changes nothing. Formats: docs/importing.md.

    导入标准：全部读完后一次生效，可重复执行。
    """
    start()
    be_patient()
    gc.set_threshold(*_SELDOM)
    from guiju.cli.importing import format_words, import_files, index_bring_up  # models can be loaded only now

    console = Console()
    corrections = dict(_correction(wish) for wish in wishes)
    try:
        with Progress(console=console, transient=True) as bar:
            task = bar.add_task("读取 reading", total=None)

            def say(done: int, total: int) -> None:
                over = done == total
                bar.update(task, completed=done, total=total or None, description=_SWITCH if over else _READ)

            outcomes = import_files(
                files,
                corrections,
                source=source,
                said_on=getattr(said_on, "date", lambda: None)(),
                format=format,
                dry_run=dry_run,
                progress=say,
            )
            if not dry_run and not all(outcome.changes_nothing for outcome in outcomes):
                task = bar.add_task("编入索引 indexing", total=None)
                index_bring_up(lambda done, total: bar.update(task, completed=done))
    except WordsError as error:
        raise click.ClickException(f"{error.say('zh')} {error.say('en')}") from error
    for path, outcome in zip(dict.fromkeys(files), outcomes, strict=True):
        if len(files) > 1:
            console.print(path.name, markup=False)
        words = format_words(outcome.adapter)
        console.print(f"按“{words.zh}”读取（--format {outcome.adapter}）。 Read as {words.en}.", markup=False)
        _told(console, outcome)
    if all(outcome.changes_nothing for outcome in outcomes):
        console.print("没有变化：标准库里都已有。 Nothing changes: the catalogue holds it all.")
    elif dry_run:
        console.print("试运行，什么也没有写入。 Dry run: nothing was written.")


def _told(console: Console, outcome: Outcome | ReferenceOutcome) -> None:
    for column in outcome.header:
        console.print(f"  {column} → {outcome.columns.get(column) or '—'}", markup=False)
    for name, label in _COUNTS.items():
        if outcome.counts[name]:
            console.print(f"{outcome.counts[name]:>8,}  {label}", markup=False)
    for problem in outcome.problems[:_SHOWN]:
        console.print(f"  {problem.place.zh}：{problem.message.zh} {problem.message.en}", markup=False)
    if outcome.counts["problems"] > _SHOWN:
        console.print(f"  … {outcome.counts['problems'] - _SHOWN:,}", markup=False)


def _correction(wish: str) -> tuple[str, str]:
    column, equals, field = wish.rpartition("=")
    if not equals or not column:
        raise click.BadParameter(f"{wish}: COLUMN=FIELD", param_hint="--map")
    return column, field
