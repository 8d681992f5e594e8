"""The report of an assessment as an official document (考核报告), from the announced result alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from guiju.apps.ledger.models import Announcement
from guiju.apps.ledger.results import NOT_SCORED, body_scored, sum_shown, value_scored
from guiju.domain.official import Block, Heading, Official, Paragraph, Table

_FICTITIOUS = "虚构示例，不作依据"


def report_of(announcement: Announcement, *, scheme: str, day: date) -> Official:
    """The report: who was assessed by what, the order, the points of each indicator, how each was worked out.
    `scheme`: what the scheme is called.

    Written in Chinese, as such a report is filed.
    """
    result = announcement.result
    return Official(
        title=f"关于{result['title']}结果的报告",
        blocks=tuple(_blocks(result, announcement, scheme)),
        signed_by=result["office"],
        day=_said(day.isoformat()),
        remark=_FICTITIOUS if result["fictitious"] else "",
    )


def _blocks(result: Mapping[str, Any], announcement: Announcement, called: str) -> Iterator[Block]:
    bodies, scheme = result["bodies"], result["scheme"]
    begins, ends = (_said(day) for day in result["period"])
    yield Heading("一、考核情况")
    yield Paragraph(
        f"考核期为{begins}至{ends}，数据截至{_said(result['read_on'])}。被考核对象共{len(bodies)}个，"
        f"按考核方案“{called}”第{scheme['version']}版计分，基本分合计{_plain(scheme['full'])}分。"
        f"本报告依据第{announcement.version}次公布的结果，其校验值为{announcement.digest[:16]}…（SHA-256）。"
    )
    if "early" in result:
        yield Paragraph(f"本结果在填报截止日之前公布，理由：{result['early'].rstrip('。')}。")
    yield Heading("二、得分与排名")
    yield Table(
        ("名次", "被考核对象", "总分", "等次"),
        tuple((str(one["rank"]), one["name"], _total(one), _level(one)) for one in bodies),
        (0.12, 0.5, 0.18, 0.2),
        frozenset({0, 2}),
    )  # fmt: skip
    yield Heading("三、指标与计分办法")
    yield Table(
        ("指标", "分值", "取数", "计分办法"),
        tuple((one["zh"], _worth(one), one["source"]["zh"], one["scoring"]["zh"]) for one in result["indicators"]),
        (0.28, 0.14, 0.22, 0.36),
        frozenset({1}),
    )
    yield Heading("四、各对象得分明细")
    names = {one["code"]: one["zh"] for one in result["indicators"]}
    for at, one in enumerate(bodies, start=1):
        yield Heading(f"（{_numeral(at)}）{one['name']}", 2)
        working = sum_shown(one["working"])
        got = (
            f"总分{one['total']}分，第{one['rank']}名。" + (f"合计：{working}。" if working else "")
            if body_scored(one)
            else "各项均未评分。"
        )
        yield Paragraph(got)
        yield Table(
            ("指标", "数值", "得分", "计算过程"),
            tuple(
                (names[row["indicator"]], _plain(row["value"] or "—"), _earned(row), _worked(row))
                for row in one["values"]
            ),
            (0.28, 0.14, 0.12, 0.46),
            frozenset({1, 2}),
        )
        for row in one["values"]:
            if "reported" in row:
                yield Paragraph(f"{names[row['indicator']]}：{_checked_anew(row)}")


def _checked_anew(row: Mapping[str, Any]) -> str:
    """What a body reported where another number counts, and why."""
    because = " ".join(row["because"].split()).rstrip("。")
    return f"自评{_plain(row['reported'])}，复核{_plain(row['value'] or '—')}，理由：{because}。"


def _level(body: Mapping[str, Any]) -> str:
    return str(body["level"]["zh"]) if body["level"] and body_scored(body) else "—"


def _total(body: Mapping[str, Any]) -> str:
    return str(body["total"]) if body_scored(body) else NOT_SCORED.zh


def _worth(indicator: Mapping[str, Any]) -> str:
    sign = {"base": "", "bonus": "加，最多", "deduction": "扣，最多"}[indicator["kind"]]
    return f"{sign}{_plain(indicator['points'])}"


def _earned(row: Mapping[str, Any]) -> str:
    return str(row["points"]) if value_scored(row) else NOT_SCORED.zh


def _worked(row: Mapping[str, Any]) -> str:
    return f"{row['working']['zh']}（迟报）" if row.get("late") else str(row["working"]["zh"])


def _plain(number: str) -> str:
    """Without idle zeros."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def _said(day: str) -> str:
    year, month, of_month = day.split("-")
    return f"{year}年{int(month)}月{int(of_month)}日"


def _numeral(number: int) -> str:
    """A number below 10,000 as Chinese numerals."""
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")
    text, zero = "", False
    for place, digit in enumerate(reversed(str(number))):
        if digit == "0":
            zero = bool(text)
            continue
        text = digits[int(digit)] + units[place] + ("零" if zero and text else "") + text
        zero = False
    return text.removeprefix("一") if text.startswith("一十") else text
