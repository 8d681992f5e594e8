"""What a new declaration is begun from (声明的起点): a sheet people keep, nothing, or a register there is."""

from __future__ import annotations

import re

from guiju.domain.declarations import CODE
from guiju.domain.declarations.lines import key_lines
from guiju.domain.documents import read
from guiju.domain.language import Words, WordsError
from guiju.domain.registers import Register, declaration_propose
from guiju.domain.registers.sheets import Sheet, sheet_of

LARGEST = 20_000_000
_CODE = Words("代码用小写字母、数字和下划线，字母开头。", "A code has small letters, figures and underscores.")
_SAMPLE = Words("例如 pilot_cities", "Such as pilot_cities")
_SAFE = re.compile(r'["\\\x00-\x1f]')


def code_read(text: str) -> str:
    """The code somebody chose. Raises `WordsError`."""
    if not CODE.fullmatch(text):
        raise WordsError("code", _CODE, _SAMPLE, where="code")
    return text


def from_sheet(data: bytes, name: str, *, code: str, called: str) -> str:
    """A declaration drawn up from a sheet. Raises `WordsError`, also for one marked secret."""
    if len(data) > LARGEST:
        message = Words("文件超过 20 MB。", "The file is larger than 20 MB.")
        raise WordsError(
            "large", message, Words("请只留表头和一部分行。", "Keep the header and some rows."), where="file"
        )
    return declaration_propose(sheet_of(read(data, name)), code, called or name.rpartition(".")[0] or name)


def from_nothing(*, code: str, called: str) -> str:
    """The shortest declaration that makes sense."""
    text = declaration_propose(Sheet(("名称", "日期"), [], ""), code, called or code)
    title, day, rest = text.partition('code = "day"')
    return title + day + rest.replace('type = "text"', 'type = "date"', 1)


def from_register(register: Register, *, code: str, called: str) -> str:
    """A copy of a declaration under another code and name, in its first version."""
    name = _SAFE.sub(" ", called) or register.name.zh
    changed = _line_put(register.text, "code", f'code = "{code}"')
    changed = _line_put(changed, "name", f'name = {{ zh = "{name}", en = "{name}" }}')
    return _line_put(changed, "version", "version = 1")


def next_version(register: Register) -> str:
    """The declaration in use, its version raised by one."""
    return _line_put(register.text, "version", f"version = {register.version + 1}")


def _line_put(text: str, key: str, line: str) -> str:
    """The text with the line of a key of the whole replaced; a key that takes several lines stays as it is."""
    lines = text.split("\n")
    at = key_lines(text).get((key,), 0) - 1
    if 0 <= at < len(lines) and re.match(rf"\s*{key}\s*=.*[\"\d}}]\s*(#.*)?$", lines[at]):
        lines[at] = line
    return "\n".join(lines)
