"""What an announced result says where nothing was scored, also one from before that was marked."""

from __future__ import annotations

from datetime import date

from guiju.apps.ledger.models import Announcement
from guiju.apps.ledger.outputs.assessment_report import report_of
from guiju.apps.ledger.results import body_scored, sum_shown
from guiju.domain.official import Paragraph, Table


def body(name: str, *values: tuple[str | None, str, str]) -> dict[str, object]:
    return {
        "rank": 1, "body": 1, "name": name, "total": "0.00", "working": "0 = 0", "level": {"zh": "合格", "en": "pass"},
        "values": [{"indicator": "training", "value": value, "points": points, "working": {"zh": said, "en": ""}}
                   for value, points, said in values],
    }  # fmt: skip


def test_what_was_left_out_is_not_scored_and_what_counts_as_none_is() -> None:
    left, none = (None, "0.00", "没有数据，不计入"), (None, "0.00", "没有数据，计 0 分")
    nothing, zero = body("乙局", left, left), body("甲局", none, left)
    result = {
        "title": "考核", "office": "市市场监督管理局", "fictitious": True, "period": ["2026-01-01", "2026-12-31"],
        "read_on": "2026-11-20", "scheme": {"code": "x", "version": 1, "full": "100"}, "bodies": [zero, nothing],
        "indicators": [{"code": "training", "zh": "培训", "points": "40", "kind": "base", "source": {"zh": ""},
                        "scoring": {"zh": ""}}],
    }  # fmt: skip
    blocks = report_of(
        Announcement(version=1, digest="0" * 64, result=result), scheme="工作考核", day=date(2026, 11, 20)
    ).blocks
    tables = [block.rows for block in blocks if isinstance(block, Table)]
    assert [row[2:] for row in tables[0]] == [("0.00", "合格"), ("未评分", "—")]
    assert [[row[2] for row in rows] for rows in tables[2:]] == [["0.00", "未评分"], ["未评分", "未评分"]]
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert "各项均未评分。" in said
    assert "总分0.00分，第1名。" in said
    assert "按考核方案“工作考核”第1版计分" in said[0]
    assert [sum_shown(one) for one in ("46 = 46", "40 + 6 = 46")] == ["", "40 + 6 = 46"]
    assert [body_scored(one) for one in (zero, nothing)] == [True, False]
