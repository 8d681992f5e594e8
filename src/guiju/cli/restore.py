"""`guiju restore`: a backup in the place of this installation's data (恢复)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from guiju.cli.installation import data_folder, start
from guiju.domain.language import WordsError


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="replace the data there are 替换已有数据")
@click.option("--no-setup", is_flag=True, help="do not run guiju setup afterwards 不接着运行 guiju setup")
def command(file: Path, force: bool, no_setup: bool) -> None:
    """Check the backup FILE and put it in the place of the data here; stop the site first. 核验并恢复备份。"""
    start()
    from guiju.kernel.backup.restoring import backup_restore  # models can be loaded only now

    try:
        opened = backup_restore(path=file, force=force)
    except (WordsError, OSError) as error:
        told = f"{error.say('zh')} {error.say('en')}" if isinstance(error, WordsError) else str(error)
        raise click.ClickException(told) from error
    made = opened.manifest
    click.echo(f"已恢复 Restored: {made.made_at}, {sum(made.rows.values())} 行 rows, {len(made.files)} 个文件 files")
    click.echo(f"数据目录 Data folder: {data_folder()}")
    if not no_setup:
        sys.exit(subprocess.run([sys.executable, "-m", "guiju", "setup"], check=False).returncode)
