"""`guiju backup`: the whole installation in one file, while the site runs (备份)."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from guiju.cli.installation import start
from guiju.domain.language import Words, WordsError


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--verify", is_flag=True, help="make none: check the backup TARGET 只核验已有备份")
@click.option("--no-check", is_flag=True, help="do not open the backup again after writing it 写完后不核验")
def command(target: Path, verify: bool, no_check: bool) -> None:
    """Write a backup to the file or folder TARGET, and open it again to check it. 备份到文件或目录，并核验。

    It holds the database, stored files and keys: keep it where nobody else can read it.
    """
    start()
    from guiju.kernel.backup.checking import backup_open  # models can be loaded only now
    from guiju.kernel.backup.making import backup_make

    console = Console()
    try:
        if not verify:
            shown = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            with Progress(*shown, console=console, transient=True) as bar:
                task = bar.add_task("", total=None)

                def progress(what: Words, done: int, total: int) -> None:
                    bar.update(task, description=f"{what.zh} {what.en}", completed=done, total=total or None)

                target, made = backup_make(target=target, at=datetime.now(UTC), progress=progress)
            rows = sum(made.rows.values())
            click.echo(f"已备份 Written: {target} ({target.stat().st_size / 1e6:.1f} MB)")
            click.echo(f"{rows} 行 rows, {len(made.files)} 个文件 files, {made.gone} 个已到期 gone meanwhile")
        if verify or not no_check:
            with tempfile.TemporaryDirectory(dir=target.resolve().parent, prefix=".guiju-check-") as folder:
                opened = backup_open(target, Path(folder))
            if opened.history is None:
                click.echo("摘要相符；本用户不能建库，没有核验数据库内容 Digests hold; the dump itself was not opened")
            else:
                click.echo(f"核验通过 It holds: {opened.history.events} 个历史事件 events of the history")
    except (WordsError, OSError) as error:
        told = f"{error.say('zh')} {error.say('en')}" if isinstance(error, WordsError) else str(error)
        raise click.ClickException(told) from error
