"""A declaration for a sheet people keep (由现有表格拟声明): types, units, choices, required, unique guessed.

What is guessed and might be wrong is said in a comment beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from guiju.domain.declarations import Problem
from guiju.domain.declarations.lines import Path, key_lines, line_of
from guiju.domain.language import Words
from guiju.domain.registers.model import Field, Option, Register
from guiju.domain.registers.sheets import Sheet, is_serial
from guiju.domain.registers.values import READERS, Unread

_LOOKED_AT = 2_000
_MOST_OPTIONS, _LONGEST_OPTION = 15, 20
_CODE = re.compile(r"[^a-z0-9]+")
_UNIT = re.compile(r"[（(]\s*([^()（）\d]{1,8})\s*[)）]\s*$")
_MONEY = re.compile(r"金额|经费|费用|资金|预算|补助|奖励|投资|amount|budget|cost", re.IGNORECASE)
_MONEY_UNIT = re.compile(r"^(?:人民币)?(?:千|万|百万|亿)?元$")
_PERSON = re.compile(r"姓名|联系人|负责人|经办人|讲师|专家|person|contact|name of", re.IGNORECASE)
_PRIVATE = re.compile(r"电话|手机|邮箱|身份证|phone|mobile|e-?mail", re.IGNORECASE)
_ORGANISATION = re.compile(r"单位|机构|企业|公司|部门|organi[sz]ation|company|institution", re.IGNORECASE)
_REGION = re.compile(r"地区|区域|省|市|县|行政区划|region|province|city", re.IGNORECASE)
_LONG = 120
# What columns are mostly called, longer names first.
_KNOWN = {
    "标准号": "standard", "标准编号": "standard", "标准名称": "standard title", "开始": "starts on", "结束": "ends on",
    "起始": "starts on", "截止": "ends on", "人次": "person times", "人数": "people", "联系人": "contact",
    "负责人": "person in charge", "姓名": "person name", "讲师": "teacher", "电话": "phone", "手机": "phone",
    "邮箱": "email", "经费": "budget", "金额": "amount", "补助": "grant", "地区": "region", "区域": "region",
    "级别": "level", "类别": "kind", "类型": "kind", "状态": "state", "对象": "audience", "单位": "organisation",
    "机构": "organisation", "企业": "enterprise", "年份": "year", "年度": "year", "日期": "day", "时间": "day",
    "备注": "note", "说明": "note", "名称": "title", "题目": "title", "主题": "title",
}  # fmt: skip
_NOTHING = Words("-", "-")
_TITLES = re.compile(r"名称|题目|标题|title|name", re.IGNORECASE)


class _Guess(NamedTuple):
    type: str
    extra: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def declaration_propose(sheet: Sheet, code: str, name: str) -> str:
    """The TOML of a declaration under which this sheet can be imported; to be read and corrected by a person."""
    totals = frozenset(sheet.totals)
    rows = [row for row in islice(sheet.rows, _LOOKED_AT) if row.number not in totals]
    columns = [column for column in sheet.header if not is_serial(column)]
    blocks: list[str] = []
    codes: list[str] = []
    types: dict[str, str] = {}
    titles: list[tuple[bool, bool, str]] = []
    for place, column in enumerate(columns, 1):
        values = [text for row in rows if (text := str(row.cells.get(column, "")).strip())]
        field = _field_code(column, place, codes)
        codes.append(field)
        guess = _guess(column, values)
        types[field] = guess.type
        if guess.type == "text" and not guess.extra:
            titles.append((not values, _TITLES.search(column) is None, field))
        blocks.append(_block(field, column, guess, values, len(rows)))
    title = min(titles, key=lambda one: one[:2])[2] if titles else codes[0] if codes else ""
    facets = [code for code in codes if types[code] in ("choice", "region", "organisation", "flag")][:6]
    sorts = [code for code in codes if types[code] in ("date", "number", "money")][:4]
    head = _HEAD.format(
        code=code, name=_text(name), title=title, columns=_list(codes[:6]), facets=_list(facets), sorts=_list(sorts)
    )
    return head + "".join(blocks)


PLACEHOLDERS = frozenset(
    {
        "（写明为什么要登记）", "(say what it is kept for)", "（文件名称）", "（条款）", "（原文）",
        "（保存期限的依据）", "(on what ground it is kept)",
    }
)  # fmt: skip
_HEAD = """\
# 由表格拟出，请逐项核对，尤其是写有“存疑”的地方。 Drawn up from a sheet: check every line, first those with a doubt.
code = "{code}"
version = 1
name = {{ zh = {name}, en = {name} }}  # 存疑：英文名称 doubt: the English name
purpose = {{ zh = "（写明为什么要登记）", en = "(say what it is kept for)" }}
title = "{title}"

[[answers]]
document = "（文件名称）"
place = "（条款）"
phrase = "（原文）"

[visibility]
see = ["own", "units"]
public = false
enter = []
keep = ["officer"]

[list]
columns = {columns}
facets = {facets}
sorts = {sorts}

[retention]
years = 0
basis = {{ zh = "（保存期限的依据）", en = "(on what ground it is kept)" }}
"""


def placeholders_left(register: Register) -> list[Problem]:
    """Texts that still are those of a proposal, each with its line: nobody has said yet what they ask for."""
    said: list[tuple[Path, tuple[str, ...]]] = [(("purpose",), tuple(register.purpose))]
    for at, answer in enumerate(register.answers):
        rows = (("document", answer.document), ("place", answer.place), ("phrase", answer.phrase))
        said += [(("answers", at, key), (text,)) for key, text in rows]
    if register.retention is not None:
        said.append((("retention", "basis"), tuple(register.retention.basis)))
    lines = key_lines(register.text)
    return [
        Problem(
            line_of(lines, path),
            ".".join(str(part + 1) if isinstance(part, int) else part for part in path),
            Words(f"还没有写：{text}，写好才能施行。", f"not written yet: {text}; it is needed before it is in use."),
        )
        for path, texts in said
        for text in texts
        if text in PLACEHOLDERS
    ]


def _block(code: str, column: str, guess: _Guess, values: Sequence[str], rows: int) -> str:
    name = _UNIT.sub("", column).strip() if guess.type in ("money", "number") else column
    name = name or column
    lines = ["\n[[fields]]", f'code = "{code}"', f"name = {{ zh = {_text(name)}, en = {_text(_english(name))} }}"]
    lines.append(f'type = "{guess.type}"')
    lines += guess.extra
    doubts = list(guess.doubts)
    if values and len(values) == rows:
        lines.append("required = true")
        if rows < 20:
            doubts.append(f"只有 {rows} 行，都填了，未必都必填 only {rows} rows, all filled")
    if guess.type in ("text", "standard") and len(values) >= 10 and len(set(values)) == len(values):
        lines.append("# unique = true")
        doubts.append("没有重复的值，是否要求不重复？ no value is repeated: must it be unique?")
    if not values:
        doubts.append("这一列是空的 the column is empty")
    lines.append(f"columns = [{_text(column)}]")
    return "\n".join(lines + [f"# 存疑 doubt：{doubt}" for doubt in doubts]) + "\n"


def _guess(column: str, values: Sequence[str]) -> _Guess:
    """The type whose values these all are; most of them, with a doubt."""
    unit = _UNIT.search(column)
    if _PRIVATE.search(column):
        return _Guess("text", ("personal = true",), ("看来是个人信息 looks like personal data",))
    if _PERSON.search(column) and not _ORGANISATION.search(column):
        return _Guess("person", (), ("看来是人名，是个人信息 looks like the name of a person: personal data",))
    if values and _all(values, "standard"):
        return _Guess("standard")
    if values and _most(values, "standards") and any("GB" in value or "T/" in value for value in values):
        return _Guess("standards", (), _left(values, "standards"))
    if values and _most(values, "date"):
        return _Guess("date", (), _left(values, "date"))
    money = bool(_MONEY.search(column)) or (unit is not None and bool(_MONEY_UNIT.match(unit[1])))
    if values and money and _most(values, "money"):
        return _Guess("money", (), _left(values, "money"))
    if values and _most(values, "number"):
        decimals = max(len(value.partition(".")[2]) for value in values) if any("." in v for v in values) else 0
        extra = [f"decimals = {min(decimals, 6)}"] if decimals else []
        if unit:
            extra.append(f"unit = {{ zh = {_text(unit[1])}, en = {_text(unit[1])} }}")
        return _Guess("number", tuple(extra), _left(values, "number", min(decimals, 6)))
    if values and len(values) >= 5 and _all(values, "flag") and len(set(values)) <= 2:
        return _Guess("flag")
    if values and _REGION.search(column) and _most(values, "region"):
        return _Guess("region", (), _left(values, "region"))
    if _ORGANISATION.search(column):
        return _Guess("organisation")
    return _choice(values) or _Guess("long_text" if any(len(v) > _LONG or "\n" in v for v in values) else "text")


def _choice(values: Sequence[str]) -> _Guess | None:
    counted = Counter(values)
    few = len(counted) <= _MOST_OPTIONS and len(values) >= 4 * len(counted) and len(values) >= 8
    if not few or max(map(len, counted)) > _LONGEST_OPTION:
        return None
    rows = "".join(
        f'  {{ code = "option_{at}", name = {{ zh = {_text(text)}, en = {_text(text)} }} }},  # {count}\n'
        for at, (text, count) in enumerate(counted.most_common(), 1)
    )
    return _Guess(
        "choice",
        (f"options = [\n{rows}]",),
        ("是否只有这些选项？代码请改得有含义 are these all? give them telling codes",),
    )


def _most(values: Sequence[str], kind: str) -> bool:
    return len(_unread(values, kind, 6)) * 10 <= len(values)


def _all(values: Sequence[str], kind: str) -> bool:
    return not _unread(values, kind, 6)


def _left(values: Sequence[str], kind: str, decimals: int = 6) -> tuple[str, ...]:
    """The doubt about what cannot be read as the type guessed."""
    left = _unread(values, kind, decimals)
    return (f"{len(left)} 个值不合：{'、'.join(_short(left))} {len(left)} values do not fit",) if left else ()


def _unread(values: Iterable[str], kind: str, decimals: int) -> list[str]:
    read: Callable[..., object] = READERS[kind]
    field = Field("x", _NOTHING, kind, decimals=decimals, options=(Option("x", _NOTHING),))
    left = []
    for value in values:
        try:
            read(field, value)
        except Unread:
            left.append(value)
    return left


def _short(values: Sequence[str]) -> list[str]:
    return [" ".join(value.split())[:20] for value in values[:3]]


def _field_code(column: str, place: int, taken: Sequence[str]) -> str:
    """A code from a Latin name or a well-known Chinese one, else by the place of the column."""
    known = next((english for chinese, english in _KNOWN.items() if chinese in column), "")
    code = _CODE.sub("_", (known or column).lower()).strip("_")[:40]
    if not code or not code[0].isalpha() or code in taken or (not known and len(code) * 2 < len(column)):
        code = f"field_{place}"
    return code


def _english(column: str) -> str:
    """The English name of a well-known column; the column's own for others."""
    return next((english for chinese, english in _KNOWN.items() if chinese in column), column)


def _text(text: str) -> str:
    """A text as TOML writes it."""
    safe = "".join(sign if sign.isprintable() else " " for sign in text)
    return '"' + safe.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _list(codes: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{code}"' for code in codes) + "]"
