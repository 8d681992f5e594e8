"""A table of a declaration, read key by key (声明文件的表): what is wrong is noted with its line, reading goes on."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from guiju.domain.declarations.errors import DeclarationError, Problem
from guiju.domain.declarations.lines import Path, key_lines, line_of
from guiju.domain.language import NO_WORDS, Words

CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
LARGEST = 200_000
_LONGEST = 4_000
_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)$|\s*\(at end of document\)$")
_MISSING = object()
_KINDS: dict[type, Words] = {
    str: Words("文字", "a text"),
    int: Words("整数", "a whole number"),
    bool: Words("true 或 false", "true or false"),
    date: Words("日期，如 2026-03-01", "a day such as 2026-03-01"),
    dict: Words("一张表", "a table"),
    list: Words("一个列表", "a list"),
}


def declaration_open(text: str, where: str) -> Table:
    """The whole of a declaration. Raises `DeclarationError` for what is too long or no TOML."""
    if len(text) > LARGEST:
        most = LARGEST // 1_000
        message = Words(f"文件超过 {most} 千字符。", f"The file is longer than {most},000 characters.")
        raise DeclarationError(where, [Problem(1, "-", message)])
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        said = _LINE.sub("", str(error))
        message = Words(f"不是有效的 TOML：{said}", f"this is no valid TOML: {said}")
        raise DeclarationError(where, [Problem(line, "-", message)]) from error
    except RecursionError as error:
        message = Words("嵌套太深。", "It is nested too deep.")
        raise DeclarationError(where, [Problem(1, "-", message)]) from error
    return Table(where, values, (), key_lines(text), [])


class Table:
    """One table: each reading marks its key as known; `finish` of the whole complains of the others.

    Readings of what is missing or wrong note a problem and give an empty value of their kind.
    """

    def __init__(
        self, where: str, values: dict[str, Any], path: Path, lines: dict[Path, int], problems: list[Problem]
    ) -> None:
        self.where = where
        self.values = values
        self.path = path
        self._lines = lines
        self._problems = problems
        self._asked: dict[str, None] = {}
        self._children: list[Table] = []

    @property
    def line(self) -> int:
        """The line the table begins on."""
        return line_of(self._lines, self.path)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def wrong(self, key: str | int, zh: str, en: str, element: int | None = None) -> None:
        """Note what is wrong with a key of this table ("" for the table itself), or with an element of its list."""
        path = self.path if key == "" else (*self.path, key)
        path = path if element is None else (*path, element)
        self._problems.append(Problem(line_of(self._lines, path), _shown(path), Words(zh, en)))

    def finish(self) -> None:
        """Raise `DeclarationError` when anything was wrong here or below, or a key was never asked for."""
        self._strangers()
        if self._problems:
            raise DeclarationError(self.where, self._problems)

    def text(self, key: str, *, default: str | None = None, pattern: re.Pattern[str] | None = None) -> str:
        """A text; required unless it has a default. `pattern` is what the whole of it must match."""
        value = self._read(key, str, required=default is None)
        if value is None:
            return default or ""
        if len(value) > _LONGEST:
            self.wrong(key, f"超过 {_LONGEST} 个字符。", f"is longer than {_LONGEST} characters.")
            return default or ""
        if pattern is not None and not pattern.fullmatch(value):
            if pattern is CODE:
                zh, en = "小写字母开头，只用小写字母、数字和下划线，最多 40 个字符", (
                    "begin with a small letter and use small letters, figures and underscores, 40 at most"
                )  # fmt: skip
            else:
                zh, en = f"要符合 {pattern.pattern}", f"match {pattern.pattern}"
            self.wrong(key, f"“{value[:60]}”不合要求：{zh}。", f"“{value[:60]}” will not do: {en}.")
            return default or ""
        return str(value)

    def words(self, key: str, *, default: Words | None = None) -> Words:
        """A message in both languages: `{ zh = "…", en = "…" }`."""
        value = self._read(key, dict, required=default is None)
        if value is None:
            return default or NO_WORDS
        zh, en = value.get("zh"), value.get("en")
        if not (isinstance(zh, str) and isinstance(en, str) and zh and en and len(value) == 2):
            self.wrong(key, '要写成 { zh = "中文", en = "English" }。', 'write it { zh = "中文", en = "English" }.')
            return default or NO_WORDS
        return Words(zh[:_LONGEST], en[:_LONGEST])

    def number(self, key: str, *, default: int | None = None, least: int = 0, most: int = 10**9) -> int:
        """A whole number within bounds."""
        value = self._read(key, int, required=default is None)
        if value is None:
            return default or 0
        if not least <= value <= most:
            self.wrong(key, f"要在 {least} 到 {most} 之间。", f"must be from {least} to {most}.")
            return default or least
        return int(value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """true or false."""
        value = self._read(key, bool, required=False)
        return default if value is None else bool(value)

    def day(self, key: str, *, default: date | None = None, required: bool = False) -> date | None:
        """A day, written 2026-03-01 without quotes."""
        value = self._read(key, date, required=required)
        return default if value is None else value

    def choice(self, key: str, allowed: Iterable[str], *, default: str | None = None) -> str:
        """One of the texts allowed."""
        value = self.text(key, default=default)
        known = tuple(allowed)
        if value and value != default and value not in known:
            self._not_among(key, value, known)
            return default or ""
        return value

    def texts(self, key: str, *, allowed: Collection[str] | None = None, required: bool = False) -> tuple[str, ...]:
        """A list of texts, none twice; each one of those allowed."""
        found: list[str] = []
        for at, value in enumerate(self._read(key, list, required=required) or []):
            if not isinstance(value, str) or not value or len(value) > _LONGEST:
                self.wrong(key, "列表里要写文字。", "the list must hold texts.", at)
            elif value in found:
                self.wrong(key, f"“{value[:60]}”写了两次。", f"“{value[:60]}” stands twice.", at)
            elif allowed is not None and value not in allowed:
                self._not_among(key, value, tuple(allowed), at)
            else:
                found.append(value)
        return tuple(found)

    def numbers(self, key: str, *, required: bool = False, least: int = 1, most: int = 10**9) -> tuple[int, ...]:
        """A list of whole numbers within bounds."""
        found: list[int] = []
        for at, value in enumerate(self._read(key, list, required=required) or []):
            if type(value) is int and least <= value <= most:
                found.append(value)
            else:
                self.wrong(
                    key, f"要写 {least} 到 {most} 之间的整数。", f"must be whole numbers from {least} to {most}.", at
                )
        return tuple(found)

    def value(self, key: str) -> object:
        """Whatever stands there, for whoever knows what it must be; None for nothing."""
        self._asked[key] = None
        return self.values.get(key)

    def table(self, key: str, *, required: bool = False) -> Table | None:
        """A table below this one; None where there is none."""
        value = self._read(key, dict, required=required)
        return None if value is None else self._child((*self.path, key), value)

    def tables(self, key: str, *, required: bool = False, most: int | None = None) -> list[Table]:
        """The tables of a list; those beyond the first `most` are not looked at."""
        found = []
        for at, value in enumerate((self._read(key, list, required=required) or [])[:most]):
            if isinstance(value, dict):
                found.append(self._child((*self.path, key, at), value))
            else:
                self.wrong(key, "这里每一项都要是一张表。", "every element must be a table.", at)
        return found

    def named(self, key: str, *, required: bool = False) -> dict[str, Table]:
        """The tables of a table, by their codes: `[key.code]`."""
        holder = self.table(key, required=required)
        if holder is None:
            return {}
        found = {}
        for code in holder.values:
            below = holder.table(code)
            if not CODE.fullmatch(code):
                holder.wrong(code, "代码只用小写字母、数字和下划线。", "codes use small letters, figures, underscores.")
            elif below is not None:
                found[code] = below
        return found

    def _child(self, path: Path, values: dict[str, Any]) -> Table:
        child = Table(self.where, values, path, self._lines, self._problems)
        self._children.append(child)
        return child

    def _read(self, key: str, kind: type, *, required: bool) -> Any:
        self._asked[key] = None
        value = self.values.get(key, _MISSING)
        if value is _MISSING:
            if required:
                self.wrong("", f"缺少 {key}（{_KINDS[kind].zh}）。", f"{key} is missing ({_KINDS[kind].en}).")
            return None
        wrong = not isinstance(value, kind)
        wrong |= kind is int and isinstance(value, bool)
        wrong |= kind is date and isinstance(value, datetime)
        if wrong:
            self.wrong(key, f"这里要写{_KINDS[kind].zh}。", f"this must be {_KINDS[kind].en}.")
            return None
        return value

    def _not_among(self, key: str, value: str, allowed: tuple[str, ...], at: int | None = None) -> None:
        listed = "、".join(allowed[:40]) or "（没有）", ", ".join(allowed[:40]) or "(none)"
        said = value[:60]
        self.wrong(key, f"“{said}”不在可用的之列：{listed[0]}。", f"“{said}” is not one of: {listed[1]}.", at)

    def _strangers(self) -> None:
        for key in self.values:
            if key not in self._asked:
                known = sorted(self._asked)
                self.wrong(
                    key,
                    f"没有“{key[:60]}”这一项；这里可以写：{'、'.join(known)}。",
                    f"there is no “{key[:60]}”; known here: {', '.join(known)}.",
                )
        for child in self._children:
            child._strangers()


def _shown(path: Path) -> str:
    """A path as people read it: fields[2].type, counted from 1."""
    text = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")[:120] or "-"
