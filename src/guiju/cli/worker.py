"""`guiju worker`: run queued jobs until told to stop (后台任务)."""

from __future__ import annotations

import click

from guiju.cli.installation import start


@click.command()
@click.option("--parent", type=int, help="stop when this process is gone 随父进程停止")
def command(parent: int | None) -> None:
    """Run queued jobs, periodic tasks and index updates until SIGTERM. 运行后台任务，直到收到停止信号。"""
    start()
    from guiju.kernel.jobs.worker import Worker  # models can be loaded only now

    worker = Worker(parent=parent)
    worker.listen()
    worker.run()
