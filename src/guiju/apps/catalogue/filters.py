"""Filters with their counts, and the chips of what is chosen (筛选与已选条件)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from guiju.apps.catalogue.asking import Asked
from guiju.apps.catalogue.fields import LANGUAGE
from guiju.apps.catalogue.models import CcsCode, IcsCode
from guiju.domain.language import Words
from guiju.kernel.search.language import Field
from guiju.kernel.search.language.spans import written

# In the order a reader wants them, and how many values each shows before "more".
GROUPS = {
    "status": 13, "level": 11, "nature": 4, "year": 10, "ics": 10, "ccs": 10, "industry": 8, "region": 8, "body": 8,
    "kind": 4, "prefix": 8,
}  # fmt: skip
_MOST = 60
_UNKNOWN = frozenset({"unknown"})
_WORDS = {"ics": Words("ICS 分类", "ICS"), "ccs": Words("中标分类（CCS）", "CCS")}


def groups(ask: Asked, counts: Mapping[str, Mapping[str, int]], more: str = "") -> list[dict[str, Any]]:
    """The filters: each value with its count and the address that chooses or drops it."""
    shown = {name: _values(ask, name, counts.get(name, {}), more) for name in GROUPS}
    titles = code_titles(shown["ics"][0], shown["ccs"][0])
    return [
        {
            "name": name,
            "title": _WORDS.get(name, LANGUAGE.fields[name].words),
            "items": [item(ask, name, value, counts[name].get(value, 0), titles) for value in values],
            "more": ask.href() + f"&more={name}" if rest and more != name else "",
        }
        for name, (values, rest) in shown.items()
        if values and not (name == "kind" and len(values) < 2)
    ]


def chips(ask: Asked) -> Iterator[tuple[Words, str]]:
    """What is chosen, each with the address without it."""
    titles = code_titles(*(ask.typed.facets.get(name, ()) for name in ("ics", "ccs")))
    for minus, chosen in (("", ask.typed.facets), ("−", ask.typed.facets_without)):
        for name, values in chosen.items():
            field = LANGUAGE.fields[name]
            for text, codes in _grouped(field, values):
                words = text or named(name, codes[0], titles)
                left = tuple(value for value in values if value not in codes)
                label = Words(f"{minus}{field.words.zh}：{words.zh}", f"{minus}{field.words.en}: {words.en}")
                yield label, ask.href(typed=_left(ask, name, left, minus))
    for name, span in ask.typed.ranges.items():
        rest = {other: held for other, held in ask.typed.ranges.items() if other != name}
        title = LANGUAGE.fields[name].words
        years = written(span).replace("..", "–")
        yield Words(f"{title.zh}：{years}", f"{title.en}: {years}"), ask.href(typed=replace(ask.typed, ranges=rest))
    if ask.typed.day:
        day = ask.typed.day.isoformat()
        yield Words(f"日期：{day}", f"On {day}"), ask.href(typed=replace(ask.typed, day=None))
    if ask.since:
        yield Words("上次看过以后新增或变化的", "New or changed since last looked at"), ask.href(since=0)


def code_titles(ics: Iterable[str], ccs: Iterable[str]) -> dict[tuple[str, str], Words]:
    """Titles of codes, for a query a table."""
    found = {("ics", c.code): Words(c.title_zh or c.title_en, c.title_en) for c in _rows(IcsCode, ics)}
    return found | {("ccs", c.code): Words(c.title_zh, c.title_zh) for c in _rows(CcsCode, ccs)}


def named(name: str, value: str, titles: Mapping[tuple[str, str], Words]) -> Words:
    """A value in words, a code before its title."""
    title = titles.get((name, value))
    if title is None:
        return LANGUAGE.fields[name].label(value)
    return Words(f"{value} {title.zh}", f"{value} {title.en}")


def _rows(table: Any, codes: Iterable[str]) -> Iterable[Any]:
    codes = list(codes)
    return table.objects.filter(pk__in=codes) if codes else ()


def _left(ask: Asked, name: str, left: tuple[str, ...], minus: str) -> Any:
    if not minus:
        return ask.typed.choosing(name, left)
    refused = {other: values for other, values in ask.typed.facets_without.items() if other != name}
    return replace(ask.typed, facets_without=refused | ({name: left} if left else {}))


def _grouped(field: Field, values: tuple[str, ...]) -> Iterator[tuple[Words | None, tuple[str, ...]]]:
    """Values that make up a whole group as one, the others alone."""
    rest = list(values)
    for group in field.groups:
        if set(group.values) <= set(rest):
            yield group.words, group.values
            rest = [value for value in rest if value not in group.values]
    yield from ((None, (value,)) for value in rest)


def _values(ask: Asked, name: str, counts: Mapping[str, int], more: str) -> tuple[list[str], bool]:
    """The values to show, and whether there are others."""
    chosen = ask.typed.facets.get(name, ())
    known = [value for value in counts if value not in _UNKNOWN or name != "nature" or value in chosen]
    if name in ("ics", "ccs", "region"):
        known = [value for value in known if _in_view(name, value, chosen)]
    by_count = name != "year"
    known.sort(key=lambda value: -counts[value] if by_count else -int(value))
    most = _MOST if more == name else GROUPS[name]
    values = known[:most]
    return values + [value for value in chosen if value not in values and value in counts], len(known) > most


def _in_view(name: str, value: str, chosen: tuple[str, ...]) -> bool:
    """A tree shows its top; below what is chosen, the next level."""
    above = {"ics": value[: max(value.rfind("."), 0)], "ccs": value[:1] if len(value) > 1 else ""}.get(
        name, "" if value.endswith("0000") else f"{value[:2]}0000"
    )
    return (
        not above
        or above in chosen
        or value in chosen
        or any(c[: len(above)] == above for c in chosen if name != "region")
    )


def item(ask: Asked, name: str, value: str, count: int, titles: Mapping[tuple[str, str], Words]) -> dict[str, Any]:
    """A value with its words, its count and the address that chooses it, or drops it where it is chosen."""
    if name == "year":
        number = int(value)
        chosen = ask.typed.ranges.get("year") == (number, number)
        rest = {other: span for other, span in ask.typed.ranges.items() if other != "year"}
        href = ask.href(typed=replace(ask.typed, ranges=rest if chosen else {**rest, "year": (number, number)}))
        return {"label": Words(value, value), "count": count, "href": href, "chosen": chosen, "status": ""}
    values = ask.typed.facets.get(name, ())
    chosen = value in values
    others = tuple(v for v in values if v != value)
    return {
        "label": named(name, value, titles),
        "count": count,
        "href": ask.choosing(name, others if chosen else (*values, value)),
        "chosen": chosen,
        "status": value if name == "status" else "",
    }
