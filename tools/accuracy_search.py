"""How well search finds what people look for: known items over the carried catalogue, with gains and losses.

`python -m tools.accuracy_search` scores both sets; the second was written with the first and held back while ranking
was worked on. An installation of its own lies in `var/accuracy/search`; its index is built anew each run. A query is
asked as the page asks it. "then" follows the first "did you mean" where nothing, or not all, was found.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).resolve().parents[1]
CORPORA = REPOSITORY / "tests" / "corpora" / "search"
SETS = {"worked on": "known_items.tsv", "held back": "known_items_held_back.tsv"}
HOME = REPOSITORY / "var" / "accuracy" / "search"
LAST = REPOSITORY / "var" / "accuracy" / "known_items.json"
DEPTH = 10


class Item(NamedTuple):
    """A query and the numbers any of which should come first."""

    kind: str
    query: str
    wanted: frozenset[str]


class Place(NamedTuple):
    """Where the wanted record stands, from 1, 0 for not among the first ten: at once, and after "did you mean"."""

    at_once: int
    then: int


def items(name: str) -> Iterator[Item]:
    """The known items of a set."""
    from guiju.apps.catalogue.identity import key_of

    for line in (CORPORA / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("# "):
            kind, query, numbers = line.split("\t")
            yield Item(kind, query, frozenset(key_of(number) for number in numbers.split(";")))


def place_of(item: Item) -> Place:
    """Ask as the page asks."""
    from django.http import QueryDict
    from django.utils import timezone

    from guiju.apps.catalogue.asking import asked
    from guiju.apps.catalogue.listing import found_for, instead
    from guiju.apps.catalogue.near import meant
    from guiju.apps.catalogue.search import NAME

    given = QueryDict(mutable=True)
    given["q"] = item.query
    ask = asked(given, timezone.localdate())
    found = found_for(ask, offset=0, limit=DEPTH, counted=False)
    at_once = then = _rank(item, found.hits)
    if not found.total or found.loosened:
        for other in meant(NAME, ask.typed.words, ask.day)[:1]:
            again = found_for(instead(ask, other.text), offset=0, limit=DEPTH, counted=False)
            then = _rank(item, again.hits) or at_once
    return Place(at_once, then)


def run() -> dict[str, float]:
    """Score both sets, print the report and what changed since the last run, remember this run."""
    _prepare()
    before: dict[str, int] = json.loads(LAST.read_text(encoding="utf-8")) if LAST.exists() else {}
    now: dict[str, int] = {}
    shares: dict[str, float] = {}
    for title, name in SETS.items():
        found = [(item, place_of(item)) for item in items(name)]
        shares[title] = _report(title, found)
        now |= {f"{item.kind}\t{item.query}": place.then for item, place in found}
    for key in sorted(before.keys() & now.keys()):
        if (before[key] == 1) != (now[key] == 1):
            print(f"  {'gain' if now[key] == 1 else 'loss'} {key!r}: {_said(before[key])} → {_said(now[key])}")
    LAST.parent.mkdir(parents=True, exist_ok=True)
    LAST.write_text(json.dumps(now, ensure_ascii=False, indent=0), encoding="utf-8")
    return shares


def _report(title: str, found: list[tuple[Item, Place]]) -> float:
    kinds: dict[str, list[Place]] = defaultdict(list)
    for item, place in found:
        kinds[item.kind].append(place)
    print(f"\n{title:16}{'queries':>8}{'first':>8}{'in 5':>8}{'MRR':>8}{'then 1st':>10}{'then MRR':>10}")
    for kind, places in [*kinds.items(), ("all", [place for _, place in found])]:
        once, then = [p.at_once for p in places], [p.then for p in places]
        print(
            f"{kind:16}{len(places):8}{_share(once, 1):8.1%}{_share(once, 5):8.1%}{_mrr(once):8.3f}"
            f"{_share(then, 1):10.1%}{_mrr(then):10.3f}"
        )
    for item, place in found if title != "held back" or "--all" in sys.argv else ():
        if place.then != 1:
            print(f"  - {item.kind} {item.query!r}: {_said(place.then)}, wanted {'; '.join(sorted(item.wanted))[:60]}")
    return _share([place.then for _, place in found], 1)


def _prepare() -> None:
    os.environ["GUIJU_VAR"] = str(HOME)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guiju.web.settings")
    subprocess.run([sys.executable, "-m", "guiju", "setup"], check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()
    from guiju.kernel.search.services import index_rebuild

    index_rebuild(kind="edition")


def _rank(item: Item, hits: tuple[object, ...]) -> int:
    from guiju.apps.catalogue.models import Edition

    ids = [int(hit.id) for hit in hits]  # type: ignore[attr-defined]
    numbers = dict(Edition.objects.filter(pk__in=ids).values_list("pk", "number"))
    return next((n for n, pk in enumerate(ids, 1) if numbers.get(pk) in item.wanted), 0)


def _said(place: int) -> str:
    return str(place or "not found")


def _share(places: list[int], within: int) -> float:
    return sum(0 < place <= within for place in places) / len(places)


def _mrr(places: list[int]) -> float:
    return sum(1 / place for place in places if place) / len(places)


if __name__ == "__main__":
    run()
