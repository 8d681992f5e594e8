"""From the values of one row to a record, or to the reason why not (校验)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from typing import Any

from guiju.apps.catalogue.identity import Identity, identify, identify_as_written, identify_regulation, key_of
from guiju.apps.catalogue.importing.numbers_in_cells import numbers_in
from guiju.apps.catalogue.importing.people import is_person
from guiju.apps.catalogue.importing.record import Claim, Defaults, Link, Problem, Record, Row
from guiju.apps.catalogue.kinds import OF_AUTHORITIES, jurisdiction_read, kind_read, language_read
from guiju.domain.language import Words
from guiju.domain.numbers import NumberError
from guiju.domain.validity import days
from guiju.domain.validity.begin import year_days
from guiju.domain.validity.written import DateUnread, partial_date, whole_day

TEXTS = {
    "title_zh": 2000, "title_en": 2000, "body": 500, "department": 500, "committee": 500, "plan_number": 100,
    "announcement": 200, "filing_number": 100, "url": 500, "doctype": 60, "language": 20,
}  # fmt: skip
DATES = ("published", "effective", "withdrawn", "parallel_until")
LISTS = ("ics", "ccs", "drafters")
LINKS = {"replaces": "replaces", "amends": "amends", "cites": "cites", "renumbered_from": "renumbered_from"} | {
    "translation_of": "translates",
}
BACK_LINKS = {"replaced_by": "replaces", "amended_by": "amends", "converted_to": "converted_to_recommended"}
_NATURES = {"强制": "mandatory", "推荐": "recommended", "指导": "guide", "mandatory": "mandatory"} | {
    "recommended": "recommended", "voluntary": "recommended", "guide": "guide",
}  # fmt: skip
_ALL_LINKS = LINKS | BACK_LINKS
_SINGLE = frozenset(
    {*TEXTS, *DATES, "number", "source", "asserted_status", "status_raw", "asserted_on", "nature", "stage"}
)
_OWN_TITLES = frozenset({"title_zh", "title_en"})
_MOST_TITLES = 20
NONE = type(None)
NOT_AN_OBJECT = ("not_an_object", Words("这一行不是 JSON 对象", "This line is no JSON object"))
_STAGES = frozenset({"plan", "draft", "published"})
_MARKUP = re.compile(r"</?(?:b|i|em|sup|sub|span|sacinfo|font|br)\b[^<>]{0,200}>", re.IGNORECASE)
_BETWEEN = re.compile(r"[、,，;；\n]+")
_MOST_LINKS = 200
# A text is cut to so many times what is kept of it before it is cleaned.
_ENOUGH = 4


def clean(value: Any, longest: int = 2000) -> str:
    """A text without markup, control characters and doubled spaces; "" for what is neither text nor number."""
    if value is None or value == "" or not isinstance(value, str | int | float | date) or isinstance(value, bool):
        return ""
    text = value if type(value) is str else str(value)
    if len(text) > _ENOUGH * longest:
        text = text[: _ENOUGH * longest]
    if "<" in text:
        text = _MARKUP.sub("", text)
    text = " ".join(text.split())
    if not text.isprintable():
        text = " ".join("".join([c if c.isprintable() else " " for c in text]).split())
    return text[:longest]


class RowReader:
    """Reads rows under the same defaults, and keeps what was wrong with each."""

    def __init__(self, defaults: Defaults, columns: Mapping[str, str] | None) -> None:
        self._defaults = defaults
        self._columns = columns
        self.problems: list[Problem] = []

    def record(self, row: Row) -> Record | None:
        """The record of a row, or None when it had to be left out; either way with its problems noted."""
        values = row.values if self._columns is None else self._mapped(row.values)
        self.problems.extend(row.notes)
        if any(note.fatal for note in row.notes):
            return None
        if "!" in values:
            self._refuse(row, "", *(values["!"] or NOT_AN_OBJECT))
            return None
        self._refuse_types(row, values)
        identity = self._identity(row, values, clean(values.get("number"), 300))
        if identity is None:
            return None
        said_on = self._day(row, values, "asserted_on") or self._defaults.recorded_on
        record = Record(
            place=row.place,
            identity=identity,
            fields=self._fields(row, values, identity),
            source=clean(values.get("source"), 200) or self._defaults.source,
            recorded_on=said_on,
            fictitious=values.get("fictitious", self._defaults.fictitious) is True,
        )
        if not (record.fields.get("title_zh") or record.fields.get("title_en") or record.fields.get("titles")):
            self._note(row, "title_zh", "no_title", Words("没有标准名称", "It has no title"))
        claims = self._claims(values, said_on) + self._misdated(row, record, said_on)
        record.claims = list(dict.fromkeys(claims))
        record.links = self._links(row, values, identity)
        return record

    def _refuse_types(self, row: Row, values: Mapping[str, Any]) -> None:
        """Note fields whose value is no text, number or date where one should stand; they count as empty."""
        for name, value in values.items():
            kind = type(value)
            if kind is str or kind is NONE or name not in _SINGLE:
                continue
            if kind is bool or not isinstance(value, int | float | date):
                message = Words(f"“{name}”应是文字，这里不是，已略去", f"“{name}” should be a text: left out")
                self._note(row, name, "type", message)

    def _mapped(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {field: values.get(column) for column, field in (self._columns or {}).items()}

    def _identity(self, row: Row, values: Mapping[str, Any], text: str) -> Identity | None:
        if not text:
            self._refuse(row, "number", "no_number", Words("没有标准编号", "It has no standard number"))
            return None
        kind = kind_read(clean(values.get("kind"), 60))
        if kind in OF_AUTHORITIES:
            return identify_regulation(text, jurisdiction_read(clean(values.get("jurisdiction"), 60)) or "")
        version = language_read(clean(values.get("foreign_version"), 20))
        try:
            return identify(f"{text}(英文版)" if version == "en" else text)
        except NumberError as error:
            if self._defaults.keep_unread:
                return identify_as_written(text)
            message = Words(f"{text}：{error.message.zh}", f"{text}: {error.message.en}")
            if error.suggestion:
                message = Words(f"{message.zh}，是否为 {error.suggestion}？", f"{message.en} Is it {error.suggestion}?")
            self._refuse(row, "number", error.code, message)
            return None

    def _fields(self, row: Row, values: Mapping[str, Any], identity: Identity) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for name, value in values.items():
            if value is None or value == "":
                continue
            if name in TEXTS:
                fields[name] = clean(value, TEXTS[name])
            elif name in DATES:
                fields[name] = self._date(row, values, name)
            elif name in LISTS:
                fields[name] = _listed(value)
        if not fields.get("body"):
            fields["body"] = clean(values.get("publisher"), 500)
        if fields.get("drafters"):
            fields["drafters"] = self._organisations(row, fields["drafters"])
        fields["titles"] = _titles(values)
        fields["nature"] = _nature(clean(values.get("nature")), identity)
        said = clean(values.get("language") or values.get("foreign_version"), 20)
        fields["language"] = language_read(said) or ("en" if identity.original else "")
        fields["kind"] = kind_read(clean(values.get("kind"), 60))
        fields["jurisdiction"] = self._jurisdiction(row, clean(values.get("jurisdiction"), 60))
        stage = clean(values.get("stage"))
        fields["stage"] = stage if stage in _STAGES else ""
        return {name: value for name, value in fields.items() if value}

    def _jurisdiction(self, row: Row, said: str) -> str:
        code = jurisdiction_read(said) if said else ""
        if code is None:
            message = Words(f"不认识的国家或地区：{said}", f"No known jurisdiction: {said}")
            self._note(row, "jurisdiction", "jurisdiction", message)
        return code or ""

    def _organisations(self, row: Row, drafters: list[str]) -> list[str]:
        """The drafters that are organisations; names of people never enter, not even in the note."""
        kept = [name for name in drafters if not is_person(name)]
        if len(kept) < len(drafters):
            n = len(drafters) - len(kept)
            self._note(
                row, "drafters", "persons", Words(f"起草人 {n} 人，不收录", f"{n} of the drafters are people: left out")
            )
        return kept

    def _claims(self, values: Mapping[str, Any], said_on: date | None) -> list[Claim]:
        said = clean(values.get("asserted_status") or values.get("status_raw"), 200)
        claims = [Claim("asserted_status", said, said_on)] if said else []
        clauses = clean(values.get("clauses_withdrawn"))
        return [*claims, Claim("clauses_withdrawn", clauses, said_on)] if clauses else claims

    def _misdated(self, row: Row, record: Record, said_on: date | None) -> list[Claim]:
        """Sources give supplements the date of the standard they hang on: kept as a claim, not as a fact."""
        stated = days(record.fields.get("published", ""))
        year = year_days(record.identity.number)
        if not record.identity.base or stated is None or year is None or stated.last >= year.first:
            return []
        said = record.fields.pop("published")
        message = Words(
            f"{said} 是原标准的发布日期，已略去", f"{said} is the date of the standard it changes: left out"
        )
        self._note(row, "published", "date_of_base", message)
        return [Claim("published", said, said_on)]

    def _links(self, row: Row, values: Mapping[str, Any], identity: Identity) -> list[Link]:
        own = identity.number
        links: list[Link] = []
        inferred = bool(values.get("chain_inferred") or values.get("replaces_inferred"))
        for field, kind in _ALL_LINKS.items():
            if not values.get(field) or (inferred and kind == "replaces"):
                continue
            forward = field in LINKS or kind == "converted_to_recommended"
            for other, extra in self._ends(row, values, field):
                links.append(Link(kind, own, other, **extra) if forward else Link(kind, other, own, **extra))
        for other, extra in self._ends(row, values, "adopts") if values.get("adopts") else ():
            degree = str(extra.get("degree") or clean(values.get("adopts_degree"), 10)).upper()
            links.append(Link("adopts", own, other, **{**extra, "degree": degree[:10]}))
        links += [Link("adopts", own, other) for other in identity.adopted if not values.get("adopts")]
        if identity.original:
            links.append(Link("translates", own, identity.original))
        if identity.base:
            links.append(Link("corrects" if identity.corrects else "amends", own, identity.base))
        if not links:
            return links
        if self._columns is not None:
            links = [_by_years(link) for link in links]
        return list(dict.fromkeys(fixed for link in links if (fixed := self._fixed(row, link)) is not None))

    def _ends(self, row: Row, values: Mapping[str, Any], field: str) -> Iterable[tuple[str, dict[str, Any]]]:
        """The other numbers of a relation field: a text, a list of texts, or of objects with scope and days."""
        raw = values[field]
        items = raw if isinstance(raw, list | tuple) else [raw]
        if len(items) > _MOST_LINKS:
            message = Words(f"只取前 {_MOST_LINKS} 项", f"only the first {_MOST_LINKS} are taken")
            self._note(row, field, "too_many", message)
        for item in items[:_MOST_LINKS]:
            if isinstance(item, Mapping):
                other = key_of(clean(item.get("number"), 300))
                extra: dict[str, Any] = {
                    k: clean(item.get(k), 10 if k == "degree" else 500) for k in ("scope", "degree")
                }
                extra |= {k: self._day(row, item, k) for k in ("starts", "ends")}
                yield other, extra
            elif type(item) is str:
                for number, scope in numbers_in(clean(item)):
                    yield number, {"scope": scope}
            else:
                message = Words(f"“{field}”中有一项不是标准号，已略去", f"an entry of “{field}” is no number: left out")
                self._note(row, field, "type", message)

    def _fixed(self, row: Row, link: Link) -> Link | None:
        """A relation to itself is none; a supplement does not replace its own standard but amends it."""
        if not link.subject or not link.obj:
            return None
        if link.subject == link.obj:
            message = Words(f"{link.obj} 与自身的关系已略去", f"{link.obj} is related to itself: left out")
            self._note(row, link.kind, "self_relation", message)
            return None
        if link.kind == "replaces" and link.subject.startswith(f"{link.obj}/"):
            return link._replace(kind="amends")
        return link

    def _date(self, row: Row, values: Mapping[str, Any], field: str) -> str:
        try:
            return partial_date(values.get(field))
        except DateUnread as error:
            self._note(row, field, "date", Words(f"日期“{error}”读不懂", f"“{error}” is no date"))
            return ""

    def _day(self, row: Row, values: Mapping[str, Any], field: str) -> date | None:
        try:
            return whole_day(values.get(field))
        except DateUnread as error:
            self._note(row, field, "date", Words(f"日期“{error}”不是完整的一天", f"“{error}” is no full date"))
            return None

    def _note(self, row: Row, field: str, code: str, message: Words) -> None:
        self.problems.append(Problem(row.place, field, code, message, fatal=False))

    def _refuse(self, row: Row, field: str, code: str, message: Words) -> None:
        self.problems.append(Problem(row.place, field, code, message, fatal=True))


def _by_years(link: Link) -> Link:
    """People write 代替 both ways: of two dated numbers the newer one replaces the older."""
    one, other = year_days(link.subject), year_days(link.obj)
    if link.kind == "replaces" and one and other and one.first < other.first:
        return link._replace(subject=link.obj, obj=link.subject)
    return link


def _listed(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        items = [piece for item in value[:_MOST_LINKS] for piece in _pieces(item)]
    else:
        items = [clean(item, 300) for item in _BETWEEN.split(value if type(value) is str else clean(value))]
    return list(dict.fromkeys(item for item in items if item))[:_MOST_LINKS]


def _pieces(item: Any) -> list[str]:
    """An entry of a list; some sources put several into one, a line each."""
    if type(item) is str and "\n" in item:
        return [clean(line, 300) for line in item.split("\n")]
    return [clean(item, 300)]


def _titles(values: Mapping[str, Any]) -> dict[str, str]:
    given = values.get("titles")
    titles: dict[str, str] = {}
    if isinstance(given, Mapping):
        titles = {clean(k, 8): clean(v) for k, v in islice(given.items(), _MOST_TITLES)}
    for key, value in values.items():
        if key.startswith("title_") and key not in _OWN_TITLES and len(key) <= 11 and len(titles) < _MOST_TITLES:
            titles[clean(key.removeprefix("title_"))] = clean(value)
    return {language: title for language, title in titles.items() if title and language}


def _nature(said: str, identity: Identity) -> str:
    folded = unicodedata.normalize("NFKC", said).casefold()
    stated = next((nature for word, nature in _NATURES.items() if word in folded), "")
    return stated or (identity.nature if identity.nature != "unknown" else "")
