"""By when (完成时限): days, years and rhythms named in a phrase, a cell or running text."""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Any, NamedTuple

from guiju.domain.policy.tasks.model import Due, DueSource

_BEFORE = r"(?:之前|以前|前)"
_PAPER = r"(?:方案|意见|计划|通知|办法|措施|规划|文件|行动计划|实施方案|实施意见)"
_RUNNING = re.compile(
    rf"(?P<day>(?:到|至|于|在)?(?P<y1>20\d\d)年(?P<m1>1[0-2]|0?[1-9])月(?P<d1>[12]\d|3[01]|0?[1-9])日{_BEFORE})"
    rf"|(?P<month>(?:到|至|于|在)?(?P<y2>20\d\d)年(?P<m2>1[0-2]|0?[1-9])月份?(?P<end2>底|末)?{_BEFORE}?)"
    rf"|(?P<half>(?:到|至)?(?P<y3>20\d\d)年(?P<part>上半年|下半年|第?[一二三四1-4]季度)(?:底|末)?{_BEFORE}?)"
    rf"|(?P<yearend>(?:到|至)?(?P<y4>20\d\d)年?年?(?:底|末){_BEFORE}?)"
    rf"|(?P<year>(?<!截)[到至](?P<y5>20\d\d)年(?![底末年])|(?P<y6>20\d\d)年(?:{_BEFORE}|内))"
    rf"|(?P<plan>[“\"]?十(?P<plan_no>[二三四五六])五[”\"]?(?:期末|时期末|末|期末之?前))"
    rf"|(?P<yearly>每年(?:(?P<m7>1[0-2]|0?[1-9])月(?:(?P<d7>[12]\d|3[01]|0?[1-9])日|底|末)?{_BEFORE}?|年?[底末]{_BEFORE}?)?)"
    r"|(?P<rhythm>每(?:季度|个?月|半年|周))"
    rf"|(?P<after>(?:本{_PAPER}?|(?<![^在自于应须要,，。;；:：\s]){_PAPER})(?:印发|发布|公布|下发|实施|施行|出台)"
    r"(?:之日)?(?:起|后)?(?P<n>\d{1,3}|[一二三四五六七八九十半两]{1,3})(?P<unit>个月|个工作日|工作日|日|天|年)内)"
    rf"|(?P<soon>(?<![\d年])(?:(?P<m9>1[0-2]|[1-9])月(?:(?P<d9>[12]\d|3[01]|0?[1-9])日|底|末)(?:{_BEFORE}|(?=完成))|今年(?:年?底{_BEFORE}?|内)|(?<!\d)年底{_BEFORE}|当年年?底{_BEFORE}))"
)
_SINCE = re.compile(r"(?:[上下]半年|第?[一二三四1-4]季度|[12]\d|3[01]|0?[1-9])?日?(?:起|开始|以来)")
_LOOSE = re.compile(
    r"(?P<day>(?P<y1>20\d\d)[年.\-/](?P<m1>1[0-2]|0?[1-9])[月.\-/](?P<d1>[12]\d|3[01]|0?[1-9])日?)"
    r"|(?P<month>(?P<y2>20\d\d)[年.\-/](?P<m2>1[0-2]|0?[1-9])(?:月|$)(?P<end2>))"
    r"|(?P<year>20\d\d年?[—–~\uff5e至-]+(?P<y5>20\d\d)年?|(?<!\d)(?P<y6>20\d\d)年?(?!\d))"
    r"|(?P<ongoing>长期坚持|长期推进|长期实施|长期|持续推进|持续实施|持续开展|持续|常态化推进|常态化|全年)"
)
_WRITTEN = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?:(?P<sign>[年.\-/])(?P<month>\d{1,2})(?:(?:[月.\-/])(?P<day>\d{1,2})日?(?!\d)|月|(?=$|[\s,，。;；前]))"
    r"|(?P<run>\d{4})(?!\d))"
)
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_QUARTER = {"一": 3, "1": 3, "二": 6, "2": 6, "三": 9, "3": 9, "四": 12, "4": 12}
_PLAN = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_RHYTHMS = {"每季度": "quarter", "每月": "month", "每个月": "month", "每半年": "half-year", "每周": "week"}


class Found(NamedTuple):
    """A deadline and where it stands."""

    start: int
    end: int
    due: Due


def dues_find(text: str, *, source: DueSource) -> list[Found]:
    """Every deadline in `text`; in a column or a phrase, bare days, years and 长期 are deadlines too.

    A day from which something is done (2026年起) is none.
    """
    met_at = (met for met in _RUNNING.finditer(text) if not _SINCE.match(text, met.end()))
    found = [one for met in met_at if (one := _read(met, source, bare=source != "item")) is not None]
    if source == "item":
        return found
    broken = broken_days(text)
    found = [one for one in found if not any(begin < one.end and one.start < end for begin, end in broken)]
    for met in _LOOSE.finditer(text):
        taken = [*((one.start, one.end) for one in found), *broken]
        begun = _SINCE.match(text, met.end()) is not None
        if not begun and not any(begin < met.end() and met.start() < end for begin, end in taken):
            read = _read(met, source, bare=True)
            found += [read] if read is not None else []
    return sorted(found, key=lambda one: one.start)


def broken_days(text: str) -> list[tuple[int, int]]:
    """Where `text` writes a day or a month that no calendar has (2026年2月30日, 2026-13-45, 20261345)."""
    return [met.span() for met in _WRITTEN.finditer(text) if not _on_calendar(met)]


def _on_calendar(met: re.Match[str]) -> bool:
    run = met["run"]
    month, day = (int(run[:2]), int(run[2:])) if run else (int(met["month"]), int(met["day"] or 1))
    return 1 <= month <= 12 and 1 <= day <= monthrange(int(met["year"]), month)[1]


def due_choose(found: list[Found]) -> Due | None:
    """The one deadline of a task: of several days the last, with the earlier ones beside it."""
    dated = sorted((one.due for one in found if _key(one.due)), key=_key)
    distinct = list({_key(due): due for due in dated}.values())
    if distinct:
        return distinct[-1]._replace(also=tuple(distinct[:-1]))
    return found[0].due if found else None


def _key(due: Due) -> str:
    return due.date or (f"{due.year}-12-31" if due.year else "")


def _read(met: re.Match[str], source: DueSource, *, bare: bool) -> Found | None:
    kind = met.lastgroup or ""
    kind = next(name for name in _READERS if met.groupdict().get(name) is not None)
    fields = _READERS[kind](met.groupdict(), bare)
    if fields is None:
        return None
    return Found(met.start(), met.end(), Due(met.group(), source)._replace(**fields))


Fields = dict[str, "str | None"]


def _day(had: Fields, bare: bool) -> dict[str, Any] | None:
    year, month, day = int(had["y1"] or 0), int(had["m1"] or 0), int(had["d1"] or 0)
    return {"date": f"{year}-{month:02}-{day:02}"} if day <= monthrange(year, month)[1] else None


def _month(had: Fields, bare: bool) -> dict[str, Any] | None:
    year, month, words = int(had["y2"] or 0), int(had["m2"] or 0), had["month"] or ""
    before = words.endswith("前")
    if not (bare or before or had.get("end2")):
        return None
    if before and not had.get("end2"):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return {"date": _last(year, month), "unsure": True}
    return {"date": _last(year, month)}


def _half(had: Fields, bare: bool) -> dict[str, Any] | None:
    part = had["part"] or ""
    month = {"上": 6, "下": 12}.get(part[0]) or _QUARTER[part.removeprefix("第")[0]]
    return {"date": _last(int(had["y3"] or 0), month)}


def _year_end(had: Fields, bare: bool) -> dict[str, Any] | None:
    return {"date": f"{had['y4']}-12-31"}


def _year(had: Fields, bare: bool) -> dict[str, Any] | None:
    return {"year": int(had["y5"] or had["y6"] or 0)}


def _plan(had: Fields, bare: bool) -> dict[str, Any] | None:
    return {"year": _PLAN[had["plan_no"] or ""]}


def _yearly(had: Fields, bare: bool) -> dict[str, Any] | None:
    if had["m7"]:
        month = int(had["m7"])
        return {"every": "year", "day": f"{month:02}-{int(had['d7'] or monthrange(2023, month)[1]):02}"}
    return {"every": "year", "day": "12-31" if "底" in (had["yearly"] or "") or "末" in (had["yearly"] or "") else None}


def _rhythm(had: Fields, bare: bool) -> dict[str, Any] | None:
    return {"every": _RHYTHMS[had["rhythm"] or ""]}


def _after(had: Fields, bare: bool) -> dict[str, Any] | None:
    words, unit = had["n"] or "", had["unit"] or ""
    if words == "半":
        return {"after": "issue", "months": 6} if unit == "年" else None
    number = int(words) if words.isdigit() else _chinese(words)
    if unit == "年":
        return {"after": "issue", "months": 12 * number}
    return {"after": "issue", "months": number} if unit == "个月" else {"after": "issue", "days": number}


def _soon(had: Fields, bare: bool) -> dict[str, Any] | None:
    if had["m9"]:
        month = int(had["m9"])
        return {
            "unsure": True,
            "after": "year of issue",
            "day": f"{month:02}-{int(had['d9'] or monthrange(2023, month)[1]):02}",
        }
    return {"unsure": True, "after": "year of issue", "day": "12-31"}


def _ongoing(had: Fields, bare: bool) -> dict[str, Any] | None:
    return {"every": "ongoing"}


_READERS = {"day": _day, "month": _month, "half": _half, "yearend": _year_end, "year": _year, "plan": _plan,
            "yearly": _yearly, "rhythm": _rhythm, "after": _after, "soon": _soon, "ongoing": _ongoing}  # fmt: skip


def _last(year: int, month: int) -> str:
    return f"{year}-{month:02}-{monthrange(year, month)[1]:02}"


def _chinese(words: str) -> int:
    if "十" not in words:
        return _DIGITS[words[0]]
    tens, ones = words.split("十", 1)
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
