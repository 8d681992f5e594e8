"""What the API says of a standard (接口中的标准): names as on the page's JSON and in the dumps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ninja import Schema
from pydantic import Field

from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.queries.page import edition_json, with_status


class StatusOut(Schema):
    """The status computed for a day."""

    value: str = Field(description="状态代码 status code, such as in_force")
    as_of: date = Field(description="看哪一天 the day asked about")
    evidence_age_days: int | None = Field(description="最新依据距该日天数 age of the newest evidence")


class Evidence(Schema):
    """One fact a status rests on."""

    zh: str
    en: str
    source: str
    said_on: date | None


class StatusDetail(StatusOut):
    """The status with its evidence."""

    known_on: date | None = Field(description="按哪天所知，空为现在 as known on this day, null: now")
    known: bool = Field(description="那天本站是否已有此记录 whether it was on record by then")
    evidence: list[Evidence]
    successors: list[str] = Field(description="代替它的现行标准 what is in force in its place")
    cycle: list[str]


class Standard(Schema):
    """One edition of a standard; what is unknown is empty. Dates are as precise as their source: 2009, 2009-11."""

    id: int
    number: str = Field(description="标准号的规范形式 number in its normal form")
    series: str = Field(description="系列，发布者和不带年号的编号 publisher and number without year")
    kind: str = Field(description="记录种类 kind of record: standard, regulation …")
    jurisdiction: str = Field(description="法域 jurisdiction, empty where not said")
    level: str
    publisher: str
    nature: str
    stage: str
    title_zh: str
    title_en: str
    titles: dict[str, str]
    published: str
    effective: str
    withdrawn: str
    parallel_until: str
    body: str
    department: str
    committee: str
    drafters: list[str] = Field(description="起草单位，不含个人 organisations, never people")
    ics: list[str]
    ccs: list[str]
    plan_number: str
    announcement: str
    filing_number: str
    language: str
    url: str
    fictitious: bool = Field(description="虚构示例 an invented record")
    source: str
    recorded_on: date | None = Field(description="来源的读取日期 day the source was read")
    status: StatusOut


class Assertion(Schema):
    """What one source said of one field on a day."""

    field: str
    value: str
    asserted_on: date | None
    source: str


class Relation(Schema):
    """A relation as seen from the standard: `subject` says whether it is the subject of `kind`."""

    kind: str
    subject: bool
    number: str
    scope: str
    degree: str
    source: str


class StandardDetail(Standard):
    """One edition with evidence, relations, and who said what."""

    status: StatusDetail  # type: ignore[mutable-override,unused-ignore]
    assertions: list[Assertion]
    relations: list[Relation]
    field_sources: dict[str, str]


class StandardPage(Schema):
    """A page of standards."""

    items: list[Standard]
    next: str | None = Field(description="下一页的游标，空为末页 cursor of the next page, null: none")


_FROM_EDITION = tuple(name for name in Standard.model_fields if name not in ("series", "source", "status"))


def standards_out(editions: Sequence[Edition], day: date) -> list[Standard]:
    """Editions, with their series and sources, as they stand on a day."""
    return [
        Standard(
            **{name: getattr(listed.edition, name) for name in _FROM_EDITION},
            series=listed.edition.series.key,
            source=listed.edition.source.name,
            status=StatusOut(value=listed.status.value, as_of=day, evidence_age_days=listed.age),
        )
        for listed in with_status(list(editions), day)
    ]


def standard_detail(edition: Edition, day: date, known_on: date | None) -> dict[str, Any]:
    """One edition with all that is on record."""
    return edition_json(edition, day, known_on)
