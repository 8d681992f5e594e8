"""A published file read back (读取公布文件), whoever it comes from: bounded, every shape checked, each error named."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from guiju.domain.draw.model import (
    ALGORITHM,
    MOST_CANDIDATES,
    MOST_FIELDS,
    MOST_SEATS,
    Announcement,
    Candidate,
    Rules,
    Seat,
)
from guiju.domain.language import Words, WordsError

MOST_BYTES = 8 * 1024 * 1024
_CODE = re.compile(r"[A-Za-z0-9._-]{1,40}")
_FIELD = re.compile(r"(?:[a-z]{1,12}:[0-9A-Za-z.]{1,20})?")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_BEFORE = {"algorithm", "purpose", "public_source", "rules", "candidates", "list_sha256", "commitment"}
_AFTER = _BEFORE | {"seed", "public_value", "outcome"}
_LONGEST = 500


class DrawError(WordsError):
    """A file that is no announcement and no result of a draw; `where` names the member."""


class DrawFile(NamedTuple):
    """A published file: its content as it stands, and what it announces."""

    data: Mapping[str, Any]
    told: Announcement

    @property
    def is_result(self) -> bool:
        """Whether the draw has been made."""
        return "outcome" in self.data


def draw_read(data: bytes, name: str) -> DrawFile:
    """The file. Raises `DrawError`."""
    if len(data) > MOST_BYTES:
        raise _wrong(name, "文件太大", "the file is too large")
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise _wrong(name, "不是 JSON 文件", "this is no JSON file") from error
    if not isinstance(value, dict) or set(value) not in (_BEFORE, _AFTER):
        raise _wrong(name, "不是抽取公告或抽取结果", "this is neither the announcement nor the result of a draw")
    if value["algorithm"] != ALGORITHM:
        raise _wrong("algorithm", f"算法应为 {ALGORITHM}", f"the algorithm should be {ALGORITHM}")
    for member in ("purpose", "public_source", *(("public_value",) if "outcome" in value else ())):
        _text(value[member], member)
    for member in ("list_sha256", "commitment", *(("seed",) if "outcome" in value else ())):
        if not isinstance(value[member], str) or not _DIGEST.fullmatch(value[member]):
            raise _wrong(member, "应为 64 位十六进制数字", "should be 64 hexadecimal digits")
    if "outcome" in value:
        _outcome(value["outcome"])
    told = Announcement(
        _rules(value["rules"]), _candidates(value["candidates"]), value["purpose"], value["public_source"],
        value["commitment"],
    )  # fmt: skip
    return DrawFile(value, told)


def _rules(value: Any) -> Rules:
    rules = _members(value, "rules", {"seats", "drafters", "recused", "most_load"})
    seats: list[Seat] = []
    for n, row in enumerate(_list(rules["seats"], "rules.seats", MOST_SEATS)):
        where = f"rules.seats[{n}]"
        seat = _members(row, where, {"field", "count"})
        seats.append(Seat(_field(seat["field"], f"{where}.field"), _number(seat["count"], f"{where}.count", 1)))
    if not 1 <= sum(seat.wanted for seat in seats) <= MOST_SEATS:
        raise _wrong("rules.seats", f"人数应为 1 到 {MOST_SEATS}", f"1 to {MOST_SEATS} people can be drawn")
    most = rules["most_load"]
    return Rules(
        tuple(seats),
        _codes(rules["drafters"], "rules.drafters"),
        _codes(rules["recused"], "rules.recused"),
        None if most is None else _number(most, "rules.most_load", 0),
    )


def _candidates(value: Any) -> tuple[Candidate, ...]:
    found: dict[str, Candidate] = {}
    for n, row in enumerate(_list(value, "candidates", MOST_CANDIDATES)):
        where = f"candidates[{n}]"
        one = _members(row, where, {"code", "organisation", "fields", "avoids", "load"})
        code = _code(one["code"], f"{where}.code")
        if code in found:
            raise _wrong(f"{where}.code", f"{code} 重复", f"{code} stands here twice")
        fields = _list(one["fields"], f"{where}.fields", MOST_FIELDS)
        found[code] = Candidate(
            code,
            _code(one["organisation"], f"{where}.organisation"),
            tuple(_field(field, f"{where}.fields") for field in fields),
            _codes(one["avoids"], f"{where}.avoids"),
            _number(one["load"], f"{where}.load", 0),
        )
    return tuple(found.values())


def _outcome(value: Any) -> None:
    outcome = _members(value, "outcome", {"panel", "kept_out"})
    _codes(outcome["panel"], "outcome.panel")
    for row in _list(outcome["kept_out"], "outcome.kept_out", MOST_CANDIDATES):
        for member in _members(row, "outcome.kept_out", {"code", "why"}).values():
            _code(member, "outcome.kept_out")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object none of whose members stands twice, so that nobody reads another value than this program does."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a member stands twice")
    return dict(pairs)


def _members(value: Any, where: str, names: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != names:
        raise _wrong(where, f"应有且只有 {'、'.join(sorted(names))}", f"should have just {', '.join(sorted(names))}")
    return value


def _list(value: Any, where: str, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise _wrong(where, f"应为至多 {most} 项的数组", f"should be an array of at most {most}")
    return value


def _codes(value: Any, where: str) -> tuple[str, ...]:
    return tuple(_code(one, where) for one in _list(value, where, MOST_CANDIDATES))


def _code(value: Any, where: str) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise _wrong(where, "代码只含字母、数字、点、下划线和连字符", "a code has letters, digits, . _ and - only")
    return value


def _field(value: Any, where: str) -> str:
    if not isinstance(value, str) or not _FIELD.fullmatch(value):
        raise _wrong(where, "专业代码形如 ics:13.060", "a field is written like ics:13.060")
    return value


def _number(value: Any, where: str, least: int) -> int:
    if type(value) is not int or not least <= value <= 1_000_000:
        raise _wrong(where, f"应为不小于 {least} 的整数", f"should be a whole number of {least} or more")
    return value


def _text(value: Any, where: str) -> None:
    if not isinstance(value, str) or len(value) > _LONGEST or "\n" in value or not value.isprintable():
        raise _wrong(where, f"应为一行至多 {_LONGEST} 字的文字", f"should be one line of at most {_LONGEST} characters")


def _wrong(where: str, zh: str, en: str) -> DrawError:
    return DrawError("draw_file", Words(f"{where}：{zh}。", f"{where}: {en}."), where=where)
