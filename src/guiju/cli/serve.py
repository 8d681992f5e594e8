"""`guiju serve`: the site and its worker, together (启动网站)."""

from __future__ import annotations

import sys

import click
from django.conf import settings

from guiju.cli.installation import data_folder
from guiju.cli.supervision import Pair, port_is_free, site_command, worker_command
from guiju.kernel.accounts.demo_people import DEMO_PEOPLE


@click.command()
@click.option("--port", default=8000, show_default=True, help="port to listen on 端口")
@click.option("--host", default="127.0.0.1", show_default=True, help="address to listen on 监听地址")
@click.option("--workers", default=2, show_default=True, help="processes of the site, 8 threads each 进程数")
def command(port: int, host: str, workers: int) -> None:
    """Serve the site and run its worker until Ctrl-C. 启动网站和后台任务，按 Ctrl-C 停止。"""
    var = data_folder()
    if not (var / "keys").is_dir():
        raise click.ClickException(f"数据目录 {var} 还没有建立，请先运行 guiju setup。 Run guiju setup first.")
    if not port_is_free(host, port):
        raise click.ClickException(
            f"端口 {port} 已被占用，请停止占用它的程序，或换一个端口，例如 --port {port + 1}。\n"
            f"Port {port} is taken: stop the program that holds it, or choose another, such as --port {port + 1}."
        )
    pair = Pair(site_command(host, port, workers), worker_command())
    pair.listen()
    if pair.wait_for(host, port):
        click.echo(f"规矩 Guiju  http://{host}:{port}")
        click.echo(f"数据目录 Data folder: {var}")
        click.echo(f"数据库 Database: {settings.DATABASES['default']['NAME']}")
        if settings.DEMO:
            _print_demo_accounts()
        click.echo("按 Ctrl-C 停止 Ctrl-C stops it")
    sys.exit(pair.watch())


def _print_demo_accounts() -> None:
    click.echo("演示账号 Demo accounts (GUIJU_DEMO=0 关闭 closes them):")
    for person in DEMO_PEOPLE:
        name = person.role_name
        click.echo(f"  {person.username:<18} {person.password(str(settings.SECRET_KEY))}  {name.zh} {name.en}")
