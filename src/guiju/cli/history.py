"""`guiju history`: verify the history chain, or hand it to somebody who wants to (核验历史链)."""

from __future__ import annotations

import gzip
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from guiju.cli.installation import start
from guiju.domain.language import WordsError
from guiju.kernel.history.export import chain_read, chain_write
from guiju.kernel.history.verify import Report, verify


@click.group()
def command() -> None:
    """Verify or export the history chain 核验、导出历史链."""


@command.command("verify")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", "keys", multiple=True, help="trust checkpoints of this key only 只信任此密钥的检查点")
def verify_command(file: Path | None, keys: tuple[str, ...]) -> None:
    """Verify the chain of this installation, or an exported FILE without any database.

    核验本系统的历史链，或导出的文件。The exit code is 1 when the chain does not hold.
    """
    report = _verify_file(file, keys) if file is not None else _verify_installation()
    _print(report)
    sys.exit(0 if report.ok else 1)


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--public", is_flag=True, help="only what everybody may read, packed (.gz) 仅公开内容，压缩")
def export_command(file: Path, *, public: bool) -> None:
    """Write the whole chain to FILE, as JSON lines that a stranger can verify. 导出整条历史链。

    With --public: up to the last signed checkpoint; of events about people and accounts only their places.
    """
    start()
    if public:
        _export_public(file)
        return
    from guiju.kernel.history.queries import entries, statements  # models can be loaded only now

    with file.open("w", encoding="utf-8") as out:
        count = chain_write(out, statements(), entries())
    click.echo(f"已导出 {count} 个事件 {count} events written: {file}")


def _export_public(file: Path) -> None:
    from guiju.kernel.history.public_export import public_export_write  # models can be loaded only now
    from guiju.kernel.history.queries import statements

    signed = statements()
    if not signed:
        raise click.ClickException(
            "还没有签名检查点，由后台任务每小时签一次 No checkpoint is signed yet: the worker signs one an hour"
        )
    made = public_export_write(file, last=signed[-1].sequence, at=datetime.now(UTC))
    click.echo(f"已导出到第 {made.sequence} 号事件 Written up to event {made.sequence}: {file}")


def _verify_installation() -> Report:
    start()
    from guiju.kernel.history.queries import chain_verify  # models can be loaded only now

    return chain_verify()


def _verify_file(file: Path, keys: tuple[str, ...]) -> Report:
    with file.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
    opener = gzip.open if packed else open
    with opener(file, "rt", encoding="utf-8", errors="replace") as lines:
        try:
            statements, rows = chain_read(lines)
            return verify(rows, statements, trusted_keys=keys or None)
        except WordsError as error:
            raise click.ClickException(f"{error.say('zh')} {error.say('en')}") from error


def _print(report: Report) -> None:
    if report.problem is None:
        click.echo(
            f"历史链完整 The chain holds: {report.events} 个事件 events, {report.erased} 个依法删除 erased by law, "
            f"{report.checkpoints} 个签名检查点 signed checkpoints"
            + (f", {report.withheld} 个不公开 withheld" if report.withheld else "")
        )
        click.echo(f"链尾 Last digest: {report.last_digest}")
    else:
        number, what = report.problem
        click.echo(f"历史链在第 {number} 号事件处不成立：{what.zh}。", err=True)
        click.echo(f"The chain does not hold at event {number}: {what.en}.", err=True)
