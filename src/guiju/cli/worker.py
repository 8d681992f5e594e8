"""`guiju worker`: run queued jobs until told to stop (后台任务)."""

from __future__ import annotations

import click

from guiju.cli.installation import data_folder, is_current, start
from guiju.cli.supervision import BEHIND


@click.command()
@click.option("--parent", type=int, help="stop when this process is gone 随父进程停止")
def command(parent: int | None) -> None:
    """Run queued jobs, periodic tasks and index updates until SIGTERM. 运行后台任务，直到收到停止信号。"""
    start()
    if not is_current():
        click.echo(
            f"数据目录 {data_folder()} 是旧版本程序建立的，请运行 guiju setup 更新，再启动。\n"
            "The data folder was set up by an earlier version: run guiju setup, then start again.",
            err=True,
        )
        raise SystemExit(BEHIND)
    from guiju.kernel.jobs.worker import Worker  # models can be loaded only now

    worker = Worker(parent=parent)
    worker.listen()
    worker.run()
