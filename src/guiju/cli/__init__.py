"""The side door: one file per command, loaded only when asked for, so that pure commands never start Django.

A command NAME lives in `guiju/cli/NAME.py` (`-` becomes `_`) as the click command `command`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

COMMANDS: dict[str, str] = {
    "number": "explain or normalise standard numbers 解释、规范标准号",
    "find": "find standards cited in files 找出文件中引用的标准",
    "clean": "the policy in a page or file, clean 提取并清洗政策正文",
    "policy": "read what policies order 解读政策",
    "check": "check which cited standards are in force 标准查新",
    "verify-report": "check a signed report offline 核验查新报告",
    "procedures": "check, list and draw declared procedures 办事程序",
    "draw": "re-run a published draw of a panel 复核随机抽取",
    "history": "verify the history chain 核验历史链",
    "import": "import standards into the catalogue 导入标准",
    "backup": "back up the whole installation 备份",
    "restore": "put a backup back 恢复备份",
    "registers": "check, list, begin, draw declared registers 登记簿声明",
    "systems": "list the systems policies ask for 制度清单",
    "setup": "create or update the data folder 建立数据目录",
    "serve": "serve the site and run the worker 启动网站",
    "administrators": "make the three administrators 建立三个管理员",
    "worker": "run queued jobs 运行后台任务",
}


BUSY = (
    "数据库正被另一个程序写入（例如另一个导入或 guiju setup），没有等到；请等它结束后再运行一次。 "
    "Another program was writing to the database all this time, such as another import or guiju setup: "
    "run this again when it has ended."
)


class _Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run it; a database that another program kept to itself all the time is said so."""
        try:
            return super().invoke(ctx)
        except Exception as error:  # told by its name: pure commands load no database
            if type(error).__name__ == "OperationalError" and "database is locked" in str(error):
                raise click.ClickException(BUSY) from error
            raise

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module("guiju.cli." + cmd_name.replace("-", "_") + ("_" if cmd_name == "import" else ""))
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands 命令"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """规矩 Guiju: standardization work, from the command line."""
