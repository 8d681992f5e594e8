"""`guiju setup`: create or update the data folder (建立数据目录)."""

from __future__ import annotations

import time

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from guiju.cli.installation import be_patient, data_folder, fingerprint, is_set_up, stamp, start


@click.command()
@click.option("--force", is_flag=True, help="look at every step even if nothing changed 全部重新检查")
def command(force: bool) -> None:
    """Create the database, keys, catalogue and search index in the data folder; again it does only what is missing.

    建立数据库、密钥、标准库和检索索引；可重复执行。
    """
    told, var = fingerprint(), data_folder()
    if is_set_up(var, told) and not force:
        click.echo(f"数据目录已就绪 The data folder is ready: {var}")
        return
    began = time.monotonic()
    start()
    be_patient()
    from guiju.cli.filling import STEPS, private_from_now  # models can be loaded only now

    private_from_now()
    console = Console()
    shown = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*shown, console=console, transient=True) as bar:
        for step in STEPS:
            task = bar.add_task(f"{step.name.zh} {step.name.en}", total=None)

            def progress(done: int, total: int, task: object = task) -> None:
                bar.update(task, completed=done, total=total or None)  # type: ignore[arg-type]

            step.run(progress)
            bar.remove_task(task)
            console.print(f"✓ {step.name.zh} {step.name.en}", markup=False)
    stamp(var, told)
    console.print(f"数据目录 Data folder: {var} ({time.monotonic() - began:.1f} s)", markup=False)
