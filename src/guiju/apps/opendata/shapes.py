"""The shape of a public record (公开记录): for the dumps' JSON Schema and the API."""

from __future__ import annotations

from ninja import Schema
from pydantic import Field


class PublicAssertion(Schema):
    """What one source said of one field on a day."""

    field: str
    value: str
    asserted_on: str | None
    source: str


class PublicRelation(Schema):
    """`subject` `kind` `object`, both by number; told in the records of both."""

    kind: str
    subject: str
    object: str
    scope: str
    degree: str
    starts: str | None
    ends: str | None
    asserted_on: str | None
    source: str


class PublicStandard(Schema):
    """One edition as it may be passed on. Unknown is empty; dates are as precise as their source."""

    id: int
    series: str = Field(description="系列 publisher and number without year")
    number: str = Field(description="标准号 number in its normal form")
    kind: str
    jurisdiction: str
    level: str
    publisher: str
    prefix: str
    year: str
    supplement: str
    nature: str
    stage: str
    doctype: str
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
    recorded_on: str | None = Field(description="来源的读取日期 day the source was read")
    field_sources: dict[str, str] = Field(description="来源不同的字段 fields that another source gave")
    assertions: list[PublicAssertion]
    relations: list[PublicRelation]
