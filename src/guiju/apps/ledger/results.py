"""The result of an assessment as JSON (考核结果): what is announced, hashed and put into report and pack."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from guiju.apps.ledger.assessing import Table
from guiju.apps.ledger.models import Assessment
from guiju.domain.assessment import SOURCES
from guiju.domain.assessment.scoring import scoring_words
from guiju.domain.language import Words

NOT_SCORED = Words("未评分", "not scored")
"""Said in place of points where nothing was known and the scheme leaves that out: it is not the same as none."""
_LEFT_OUT = "，不计入"


def value_scored(value: Mapping[str, Any]) -> bool:
    """Whether an announced value earned points, be they none; of a result from before that was kept with it, the
    words of its working tell."""
    known = value["value"] is not None or not value["working"]["zh"].endswith(_LEFT_OUT)
    return known and not value.get("left_out")


def body_scored(body: Mapping[str, Any]) -> bool:
    """Whether anything of an announced body was scored; its total and level say nothing where nothing was."""
    return any(value_scored(value) for value in body["values"])


def sum_shown(working: str) -> str:
    """The working of a total where something is worked out in it; "" where one number stands alone (46 = 46)."""
    left, _, right = working.partition(" = ")
    return "" if left == right else working


def bodies_counted(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What an announced result counts for each body, without what was merely said of it."""
    told = ("reported", "because")
    return [
        {**one, "values": [{key: value[key] for key in value if key not in told} for value in one["values"]]}
        for one in result["bodies"]
    ]


def result_json(assessment: Assessment, table: Table, *, early: str = "") -> dict[str, Any]:
    """Every value, its points with their working, totals and order; numbers as text, exact. `early`: why it is
    announced before its reports were due."""
    scheme = table.scheme
    said = {"early": early} if early else {}
    return said | {
        "assessment": assessment.pk,
        "title": assessment.title,
        "office": assessment.office.name,
        "scheme": {"code": scheme.code, "version": scheme.version, "full": _said(scheme.full)},
        "period": [scheme.starts.isoformat(), scheme.ends.isoformat()],
        "read_on": table.on.isoformat(),
        "fictitious": assessment.fictitious,
        "groups": [{"code": code, **_both(group.words)} for code, group in scheme.groups.items()],
        "indicators": [
            {
                "code": code, "group": one.group, **_both(one.words), "points": _said(one.points), "kind": one.kind,
                "source": _both(SOURCES[one.source]), "scoring": _both(scoring_words(one.scoring, one.points)),
            }
            for code, one in scheme.indicators.items()
        ],
        "bodies": [_body(table, rank.rank, _key(rank.body)) for rank in table.ranks],
    }  # fmt: skip


def _body(table: Table, rank: int, pk: int) -> dict[str, Any]:
    row, result = table.rows[pk], table.results[pk]
    values = [
        {
            "indicator": code,
            "value": None if (known := table.values[pk][code]).number is None else _said(known.number),
            "points": _said(points.points),
            "working": _both(points.working),
            **({} if points.counts else {"left_out": True}),
            **({"late": True} if (pk, code) in table.late else {}),
            **_changed(table, pk, code),
        }
        for code, points in result.points.items()
    ]
    return {
        "rank": rank, "body": row.body_id, "name": row.body.name, "total": _said(result.total),
        "working": result.working.zh, "provisional": result.provisional,
        "level": None if result.level is None else _both(result.level),
        "groups": {code: _said(points) for code, points in result.groups.items()}, "values": values,
    }  # fmt: skip


def _changed(table: Table, pk: int, code: str) -> dict[str, str]:
    """What the body had reported, where another number counts, and why (复核改数)."""
    held = table.held.get((pk, code))
    if held is None or held.checked_at is None or held.reported is None or held.reported == held.number:
        return {}
    return {"reported": _said(held.reported), "because": held.answer}


def _key(body: object) -> int:
    assert isinstance(body, int)
    return body


def _said(number: Decimal) -> str:
    return format(number, "f")


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
