"""What is known about a policy as a document (政策元数据): who issued it, when, where it holds, what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from guiju.domain.policy.model import Doubt

Level = Literal["national", "province", "city", "county", "district", "zone", "town"]
Role = Literal["basis", "cited", "planned_standard"]


class Place(NamedTuple):
    """The region a policy holds for (适用地区); a zone that GB/T 2260 does not list has no code of its own."""

    name: str
    full_name: str
    code: str | None
    parent_code: str | None


class CitedDocument(NamedTuple):
    """A document named between 《 and 》 (引用的文件): `where` in words, its span in the clean text."""

    title: str
    number: str | None
    role: Role
    where: str
    alias: str | None
    verbatim: str | None
    at: tuple[int, int]

    def record(self) -> dict[str, Any]:
        """The citation as Policy JSON writes it."""
        record: dict[str, Any] = {"title": self.title, "number": self.number, "role": self.role, "where": self.where}
        if self.alias is not None:
            record["alias"] = self.alias
        if self.verbatim is not None:
            record["verbatim"] = self.verbatim
            record["note"] = "原文书名号内括号不完整"
        return record | {"at": list(self.at)}


class Period(NamedTuple):
    """The years a policy plans for (规划期); `source` quotes what says so, `horizons` are the years of its goals."""

    start: int | None = None
    end: int | None = None
    source: str | None = None
    inferred: bool = False
    horizons: tuple[int, ...] = ()


class Missing(NamedTuple):
    """A part that the text announces, or that documents of its kind have, and that is not there (缺失部分)."""

    what: Literal["annex", "measures", "closing"]
    name: str
    at: tuple[int, int]


class Cut(NamedTuple):
    """Where a text stops too early (截断): place in words, the last words, their span."""

    where: str
    after: str
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Meta:
    """A policy as a document (元数据). None means: not stated; a `…_source` says where a fact was read or inferred."""

    title: str | None = None
    title_source: str | None = None
    notice_title: str | None = None
    issuing_bodies: tuple[str, ...] = ()
    issuing_bodies_source: str | None = None
    document_number: str | None = None
    issued_date: str | None = None
    issued_date_source: str | None = None
    issued_year_from_number: int | None = None
    published_date: str | None = None
    published_date_source: str | None = None
    region: Place | None = None
    region_source: str | None = None
    level: Level | None = None
    status: Literal["draft", "final"] = "final"
    addressees: tuple[str, ...] = ()
    basis: tuple[CitedDocument, ...] = ()
    cited_without_marks: tuple[str, ...] = ()
    period: Period = field(default_factory=Period)
    cut: Cut | None = None
    missing: tuple[Missing, ...] = ()
    excluded: tuple[str, ...] = ()
    notes: str | None = None
    doubts: tuple[Doubt, ...] = field(default=(), repr=False)

    def record(self, document: str | None = None) -> dict[str, Any]:
        """The metadata as Policy JSON writes them."""
        return ({} if document is None else {"id": document}) | {
            "title": self.title, "title_source": self.title_source, "notice_title": self.notice_title,
            "issuing_bodies": list(self.issuing_bodies), "issuing_bodies_source": self.issuing_bodies_source,
            "document_number": self.document_number, "issued_date": self.issued_date,
            "issued_date_source": self.issued_date_source, "issued_year_from_number": self.issued_year_from_number,
            "published_date": self.published_date, "published_date_source": self.published_date_source,
            "region": self.region._asdict() if self.region else None, "region_source": self.region_source,
            "level": self.level, "status": self.status, "addressees": list(self.addressees),
            "basis": [one.record() for one in self.basis], "cited_without_marks": list(self.cited_without_marks),
            "period": self.period._asdict() | {"horizons": list(self.period.horizons)},
            "truncated": self.cut is not None, "truncated_where": self.cut.where if self.cut else None,
            "truncated_after": self.cut.after if self.cut else None,
            "missing": [{"what": one.what, "name": one.name, "at": list(one.at)} for one in self.missing],
            "excluded": list(self.excluded), "notes": self.notes,
        }  # fmt: skip
