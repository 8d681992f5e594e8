"""Which column of a list means which field (列对应): guessed from the header, shown, corrected, remembered."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from importlib.resources import files

from guiju.domain.language import Words, WordsError

_NAMES: dict[str, list[str]] = tomllib.loads(files(__package__).joinpath("columns.toml").read_text(encoding="utf-8"))
FIELDS = tuple(_NAMES)
_SEPARATORS = re.compile(r"[\s*:：_（）()\[\]【】.。、\-]+")
# Columns that repeat a field's words and mean something else.
_NOT_MEANT = ("序号", "页码", "备注", "部门编号", "样品编号", "文件编号", "受控编号", "设备编号")


def fold_name(name: object) -> str:
    """A column name without what typing changes: width, case, spaces, stars, brackets."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", str(name or "")).casefold())


# Folded name → its field, and how usual the name is for it (0 is the most usual).
_BY_NAME = {fold_name(name): (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names)}
_NEVER = frozenset(fold_name(name) for name in _NOT_MEANT)
_IN_PART = 100


def field_of(name: object) -> tuple[str, int] | None:
    """The field a column of this name means and how surely (lower is surer): by the whole name, else by the longest
    known name it holds; None when it means none."""
    folded = fold_name(name)
    if not folded or len(folded) > 40 or folded in _NEVER:
        return None
    if folded in _BY_NAME:
        return _BY_NAME[folded]
    held = [known for known in _BY_NAME if len(known) >= 3 and not known.isascii() and known in folded]
    if not held:
        return None
    field, rank = _BY_NAME[max(held, key=len)]
    return field, rank + _IN_PART


def guess_columns(header: Sequence[str]) -> dict[str, str]:
    """Field by column name; where several columns mean one field, the surest name has it."""
    best: dict[str, tuple[int, str]] = {}
    for name in header:
        meant = field_of(name)
        if meant is not None and (meant[0] not in best or meant[1] < best[meant[0]][0]):
            best[meant[0]] = (meant[1], name)
    return {name: field for field, (_, name) in best.items()}


def header_signature(header: Sequence[str]) -> str:
    """A digest of the column names in their order; the same list next month has the same."""
    return hashlib.sha256("\x1f".join(fold_name(name) for name in header).encode()).hexdigest()


def corrected(guessed: Mapping[str, str], header: Sequence[str], wishes: Mapping[str, str]) -> dict[str, str]:
    """The guess with a person's corrections, column name → field ("" leaves the column out). Raises `WordsError`."""
    columns = dict(guessed)
    for column, field in wishes.items():
        if column not in header:
            raise _unknown(f"没有这一列：{column}。", f"There is no such column: {column}.")
        if field and field not in FIELDS:
            raise _unknown(f"没有这个字段：{field}。", f"There is no such field: {field}.")
        columns = {name: meant for name, meant in columns.items() if name != column and meant != field}
        if field:
            columns[column] = field
    return columns


def _unknown(zh: str, en: str) -> WordsError:
    remedy = Words(f"可用的字段：{'、'.join(FIELDS)}。", f"Fields: {', '.join(FIELDS)}.")
    return WordsError("column", Words(zh, en), remedy)
