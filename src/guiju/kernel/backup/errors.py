"""Why a backup cannot be made, trusted or put back."""

from __future__ import annotations

from guiju.domain.language import Words, WordsError


class BackupError(WordsError):
    """A backup that cannot be made, does not hold, or does not fit here."""


def damaged(where: str) -> BackupError:
    """Something in the file is not what the manifest says."""
    message = Words(f"备份文件损坏：{where}。", f"The backup is damaged: {where}.")
    return BackupError("damaged", message, Words("请换一个备份。", "Use another backup."), where)


def failed(program: str, told: str) -> BackupError:
    """A program of PostgreSQL ended in failure."""
    message = Words(f"{program} 没有完成：{told}", f"{program} failed: {told}")
    return BackupError("program_failed", message, where=program)


def no_program(program: str) -> BackupError:
    """A program of PostgreSQL is not there."""
    message = Words(f"找不到 {program}。", f"{program} is not installed.")
    remedy = Words("请安装 PostgreSQL 客户端（postgresql-client）。", "Install PostgreSQL's client programs.")
    return BackupError("no_program", message, remedy, program)


def too_old(program: str, client: int, server: int) -> BackupError:
    """The programs are of an older PostgreSQL than the server."""
    message = Words(
        f"{program} 是 {client} 版，服务器是 {server} 版。", f"{program} is version {client}, the server is {server}."
    )
    remedy = Words(f"请安装 {server} 版或更新的客户端。", f"Install the client programs of version {server} or later.")
    return BackupError("program_old", message, remedy, program)


def other_database(held: str, here: str) -> BackupError:
    """A backup of one kind of database cannot be put into the other."""
    message = Words(f"备份来自 {held}，本系统使用 {here}。", f"The backup is of {held}; this system uses {here}.")
    remedy = Words("请在同一种数据库上恢复。", "Restore it on the same kind of database.")
    return BackupError("other_database", message, remedy)


NOT_EMPTY = BackupError(
    "not_empty",
    Words("本系统已有数据，没有恢复。", "This installation holds data; nothing was restored."),
    Words("确认要替换时，请加 --force。", "Add --force to have it replaced."),
)
IN_USE = BackupError(
    "in_use",
    Words("数据库正在使用，没有恢复。", "The database is in use; nothing was restored."),
    Words("请先停止网站和后台任务。", "Stop the site and the worker first."),
)
