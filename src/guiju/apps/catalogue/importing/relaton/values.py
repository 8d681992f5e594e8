"""One item of relaton to one row (relaton 条目).

Persons are never read, wherever they stand: only organisations with the role of author or publisher are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guiju.apps.catalogue.importing.notes import left_out
from guiju.apps.catalogue.importing.record import Row
from guiju.apps.catalogue.importing.relaton.relations import related
from guiju.apps.catalogue.importing.relaton.shapes import first, items, languages, mappings, text
from guiju.domain.language import Words
from guiju.domain.numbers import NumberError, parse
from guiju.domain.validity.said import Said, meaning

# Which day counts as that of publication, the first there is. IEEE gives under "published" the day of its web page.
_PUBLISHED = ("published", "issued", "created")
_PUBLISHED_IEEE = ("created", "issued")
# What relaton makes of the words of the Chinese platforms.
_CHINESE = {"activated": "现行", "obsoleted": "废止", "published": "即将实施"}
_WHOLE_SERIES = ("(all parts)", "（所有部分）")
# relaton-gb works the publisher out from the prefix, and cuts English titles at their first punctuation mark.
_MADE_UP = frozenset({"body", "title_en"})
_KINDS_OF_COMMITTEE = frozenset({"technical", "planning"})
_LINKS = ("src", "website", "html")


def row(place: Words, item: Any) -> Row:
    """The row of an item, or the reason why it gives none."""
    if not isinstance(item, Mapping) or not ({"docid", "docidentifier"} & set(item)):
        return left_out(place, "not_relaton", "不是 relaton 条目", "It is no relaton item")
    extension = first(item.get("ext"))
    number, flavour = _number(item, extension)
    if not number:
        return left_out(place, "no_number", "没有标准编号（docid）", "It has no docid", "number")
    if number.endswith(_WHOLE_SERIES):
        return left_out(place, "series", f"{number} 是整个系列", f"{number} is a series, no edition", "number")
    kind = text(item.get("type"))
    doctype = text(extension.get("doctype") or item.get("doctype"), "type", "content")
    if kind not in ("", "standard") or doctype == "redline":
        shown = (doctype if kind == "standard" else kind)[:40]
        return left_out(
            place, "not_standard", f"{number} 不是标准（{shown}）", f"{number} is no standard ({shown})", "number"
        )
    status = _status(item, extension, flavour)
    draft = meaning(status) == Said.DRAFT
    spoken = languages(item.get("language"))
    values: dict[str, Any] = {
        "number": number,
        **_titles(item, spoken),
        **_dates(item, flavour),
        **_bodies(item),
        "committee": _committee(item, extension),
        "ics": _codes(extension.get("ics") or item.get("ics")),
        "ccs": _codes(extension.get("ccs") or item.get("ccs")),
        "doctype": doctype,
        "language": ",".join(spoken) if len(",".join(spoken)) <= 20 else "",
        "url": _link(item),
        "asserted_status": status,
        "asserted_on": text(item.get("fetched")),
        "stage": "draft" if draft else "published",
    }
    if flavour == "gb":
        values = {name: value for name, value in values.items() if name not in _MADE_UP}
    linked, notes = related(place, number, item, draft)
    return Row(place, values | linked, tuple(notes))


def _number(item: Mapping[str, Any], extension: Mapping[str, Any]) -> tuple[str, str]:
    """The primary number and, folded, whose it is; a trade-marked spelling of it counts for nothing."""
    given = mappings(item.get("docid")) + mappings(item.get("docidentifier"))
    plain = [one for one in given if not one.get("scope")]
    chosen = next((one for one in plain if text(one.get("primary")) == "true"), plain[0] if plain else {})
    number = text(chosen, "id", "content")[:300]
    flavour = text(chosen.get("type")).casefold()
    project = text(first(extension.get("structuredidentifier")).get("project_number"))
    if first(extension.get("gbtype")) and project.endswith(number) and len(project) > len(number):
        number = project  # older files of relaton-gb give "T13368" for JB/T 13368
    elif first(extension.get("gbtype")) and not _reads(number) and _reads(project):
        number = project
    if first(extension.get("gbtype")) or flavour == "chinese standard":
        flavour = "gb"
    return number, flavour


def _reads(number: str) -> bool:
    try:
        parse(number)
    except NumberError:
        return False
    return True


def _titles(item: Mapping[str, Any], spoken: list[str]) -> dict[str, Any]:
    """The whole title in each language, put together where only its parts are given."""
    whole: dict[str, str] = {}
    parts: dict[str, dict[str, str]] = {}
    for title in items(item.get("title")):
        said = text(title)
        kind = text(title.get("type")) if isinstance(title, Mapping) else ""
        given = languages(title.get("language")) if isinstance(title, Mapping) else []
        language = (given or _guessed(said, spoken))[0]
        if kind in ("", "main"):
            whole.setdefault(language, said)
        elif kind.startswith("title-"):
            parts.setdefault(language, {}).setdefault(kind, said)
    for language, pieces in parts.items():
        ordered = (pieces.get(f"title-{name}", "") for name in ("intro", "main", "part"))
        whole.setdefault(language, " - ".join(filter(None, ordered)))
    values: dict[str, Any] = {f"title_{name}": whole.pop(name) for name in ("zh", "en") if name in whole}
    return values | {"titles": {language: said for language, said in whole.items() if said}}


def _guessed(said: str, spoken: list[str]) -> list[str]:
    """The language of a title that names none: the document's own, when it has but one; else English for plain
    letters."""
    if len(spoken) == 1:
        return spoken
    return ["en"] if said.isascii() else ["und"]


def _dates(item: Mapping[str, Any], flavour: str) -> dict[str, str]:
    days: dict[str, str] = {}
    for date in mappings(item.get("date")):
        if said := text(date, "value", "on", "at", "from"):
            days.setdefault(text(date.get("type")), said)
    order = _PUBLISHED_IEEE if flavour == "ieee" and days.keys() & set(_PUBLISHED_IEEE) else _PUBLISHED
    return {
        "published": next((days[kind] for kind in order if kind in days), ""),
        "effective": days.get("implemented", ""),
        "withdrawn": days.get("obsoleted") or days.get("withdrawn") or "",
    }


def _bodies(item: Mapping[str, Any]) -> dict[str, Any]:
    publishers: list[str] = []
    authors: list[str] = []
    for contributor in mappings(item.get("contributor")):
        name = _name(first(contributor.get("organization")))
        roles = items(contributor.get("role"))
        kinds = {text(role, "type") for role in roles}
        committee = any(text(role.get("description")) == "committee" for role in mappings(roles))
        if name and "publisher" in kinds:
            publishers.append(name)
        elif name and "author" in kinds and not committee:
            authors.append(name)
    return {"body": "; ".join(dict.fromkeys(publishers)), "drafters": list(dict.fromkeys(authors))}


def _name(organisation: Mapping[str, Any]) -> str:
    """The name of an organisation, in Chinese where it is given, else the first."""
    names = items(organisation.get("name"))
    chinese = (name for name in mappings(names) if "zh" in languages(name.get("language")))
    return text(next(chinese, None)) or text(names)


def _committee(item: Mapping[str, Any], extension: Mapping[str, Any]) -> str:
    group = extension.get("editorialgroup") or item.get("editorialgroup") or extension.get("committee")
    named: list[str] = []
    for one in items(group):
        if isinstance(one, Mapping) and not ({"name", "identifier", "content"} & set(one)):
            for key in ("technical_committee", "committee", "subcommittee"):
                named += [_committee_name(part) for part in items(one.get(key))]
        else:
            named.append(_committee_name(one))
    if not named:
        for contributor in mappings(item.get("contributor")):
            roles = mappings(contributor.get("role"))
            if any(text(role.get("description")) == "committee" for role in roles):
                divisions = items(first(contributor.get("organization")).get("subdivision"))
                named += [text(division, "name") for division in divisions]
    return "; ".join(dict.fromkeys(name for name in named if name and name not in _KINDS_OF_COMMITTEE))


def _committee_name(given: Any) -> str:
    if not isinstance(given, Mapping):
        return text(given)
    return " ".join(filter(None, (text(given.get("identifier")), text(given, "name", "content"))))


def _codes(value: Any) -> list[str]:
    return [code for item in items(value) if (code := text(item, "code"))]


def _link(item: Mapping[str, Any]) -> str:
    links = mappings(item.get("link")) + mappings(item.get("source"))
    by_kind = {text(link.get("type")): text(link) for link in reversed(links)}
    found = next((by_kind[kind] for kind in _LINKS if kind in by_kind), "")
    return found if found.startswith(("http://", "https://")) else ""


def _status(item: Mapping[str, Any], extension: Mapping[str, Any], flavour: str) -> str:
    """ "95.99" of stage and substage; a word as it stands."""
    said = first(item.get("docstatus")) or first(item.get("status"))
    stage, substage = text(said.get("stage")), text(said.get("substage"))
    if flavour == "gb":
        stage = _CHINESE.get(stage, stage)
    if not stage:
        return text(extension.get("standard_status"))
    return f"{stage}.{substage}" if substage else stage
