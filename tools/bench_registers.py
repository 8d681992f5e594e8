"""`make bench`, registers: lists of a large register with filters and facets, and a large sheet imported.

`python -m tools.bench_registers [RECORDS] [--rows ROWS] [--database URL]`: an installation of its own in a folder that
is deleted afterwards, or the empty PostgreSQL of URL (`bash tools/postgres.sh …` makes one and names it). RECORDS are
how many records the register holds (1,000,000 if not given), ROWS how many rows the sheet (100,000; 0: none).
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, product
from typing import Any

import xlsxwriter

from guiju.domain.declarations import declaration_files

RECORDS, ROWS, ASKED = 1_000_000, 100_000, 60
AT = datetime(2026, 3, 1, tzinfo=UTC)
REGIONS = ("442000", "350200", "500116", "440100", "440300", "110101", "310101", "330100")
AUDIENCES = ("enterprise", "committee", "association", "official", "laboratory", "student", "other")
FORMS = ("on_site", "online", "both")
FILTERS = {"audience": AUDIENCES, "region": REGIONS, "form": FORMS}
FARTHEST_PAGE = 200


def main() -> None:
    """Fill, ask, import, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("records", nargs="?", type=int, default=int(os.environ.get("GUIJU_BENCH_RECORDS", RECORDS)))
    asked.add_argument("--rows", type=int, default=int(os.environ.get("GUIJU_BENCH_ROWS", ROWS)))
    asked.add_argument("--database", default=os.environ.get("GUIJU_DATABASE_URL", ""))
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GUIJU_VAR"], os.environ["GUIJU_DATABASE_URL"] = folder, given.database
        os.environ["DJANGO_SETTINGS_MODULE"] = "guiju.web.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", interactive=False, verbosity=0)
        print(f"registers on {connection.vendor}")
        _lists(given.records)
        if given.rows:
            _import(given.rows)


def _lists(count: int) -> None:
    from guiju.kernel.registers.layout import layout_get
    from guiju.kernel.registers.search import kind_name
    from guiju.kernel.registers.services import declaration_apply
    from guiju.kernel.registers.sight import sight_of
    from guiju.kernel.search.services import index_rebuild

    text = next(path for path in declaration_files("registers") if path.name == "training.toml").read_text("utf-8")
    declaration_apply(actor=None, text=text, where="training.toml", at=AT)
    layout = layout_get("training")
    print("records are made in bulk, with neither history nor the services that enter single ones")
    _timed(f"fill {count:,} records", lambda: _fill(layout, count))
    _timed("build the index", lambda: index_rebuild(kind=kind_name("training")))
    sight = sight_of(layout.register, None, AT.date())
    chance = random.Random(11)
    for name, more in _kinds(layout.register.sorts, count, chance).items():
        _ask(name, layout, sight, _questions(chance, more))
    _between(layout, sight, chance)
    _read_on(layout, sight, count // 2)


def _fill(layout: Any, count: int) -> None:
    from django.db import transaction

    from guiju.kernel.history.bulk import rows_insert

    chance = random.Random(7)
    made = _records(chance, count)
    first = layout.cells(next(_records(chance, 1)))
    head = ("number", "version", "revision", "organisation_id", "fictitious", "created_at", "changed_at")
    with transaction.atomic():
        rows_insert(
            layout.model,
            [*head, *first],
            (
                (f"PX2026-{place:07d}", 1, 1, place % 500, False, AT, AT, *(cells[name] for name in first))
                for place, values in enumerate(made)
                for cells in (layout.cells(values),)
            ),
        )


def _records(chance: random.Random, count: int) -> Iterator[dict[str, Any]]:
    for place in range(count):
        people, sessions = chance.randint(5, 300), chance.randint(1, 5)
        yield {
            "topic": f"标准化培训班第{place}期{chance.choice(('编写', '查新', '企业标准', '团体标准', '服务业'))}",
            "starts_on": (date(2016, 1, 1) + timedelta(days=chance.randint(0, 3_700))).isoformat(),
            "organiser": f"虚构单位{chance.randint(1, 400)}",
            "region": chance.choice(REGIONS),
            "audience": chance.choice(AUDIENCES),
            "form": chance.choice(FORMS),
            "people": people,
            "sessions": sessions,
            "person_times": people * sessions,
            "certificate": chance.random() < 0.5,
        }


def _kinds(sorts: tuple[str, ...], count: int, chance: random.Random) -> dict[str, Callable[[], dict[str, Any]]]:
    """Kinds of questions, each with what it asks beside its filters."""
    last = max(1, min(FARTHEST_PAGE, count // 500))
    kinds: dict[str, Callable[[], dict[str, Any]]] = {
        "list, 1 to 3 filters, facets": dict,
        "the same, free text": lambda: {"text": chance.choice(("团体标准", "查新 培训", "服务业", "标准化"))},
        "one filter, deep page": lambda: {"page": chance.randint(max(1, last * 3 // 4), last), "fewest": True},
    }
    for sort in sorts:
        for order in (sort, f"-{sort}"):
            kinds[f"the same, order {order}"] = lambda order=order: {"order": order}  # type: ignore[misc]
    return kinds


def _questions(chance: random.Random, more: Callable[[], dict[str, Any]]) -> list[dict[str, Any]]:
    """Questions no two of which have the same filters, so that no counts are remembered from the one before."""
    filters = [
        {code: (value,) for code, value in zip(FILTERS, values, strict=True) if value}
        for values in product(*((*known, "") for known in FILTERS.values()))
    ]
    chance.shuffle(filters)
    made = []
    for chosen in filters[:ASKED]:
        asked = more()
        few = dict(list(chosen.items())[:1]) if asked.pop("fewest", False) else chosen
        made.append({"chosen": few, **asked})
    return made


def _ask(name: str, layout: Any, sight: Any, questions: list[dict[str, Any]]) -> None:
    from guiju.kernel.registers.asking import Asked
    from guiju.kernel.registers.queries import records_listed

    times = []
    for asked in questions:
        ask = Asked(layout, sight, **asked)
        began = time.perf_counter()
        records_listed(ask, AT.date())
        times.append(time.perf_counter() - began)
    _told(name, times)


def _between(layout: Any, sight: Any, chance: random.Random) -> None:
    """Records between two days in the table, as measures ask for them: how many, and the newest 50."""
    from guiju.kernel.registers.queries import filtered

    column, times = layout.columns["starts_on"], []
    for place in range(ASKED):
        first = date(2016, 1, 1) + timedelta(days=chance.randint(0, 3_300))
        last = first + timedelta(days=chance.choice((31, 92, 365)))
        seen = sight.narrow(layout.model._default_manager.all())
        rows = filtered(layout, seen, {"region": (REGIONS[place % len(REGIONS)],)})
        rows = rows.filter(**{f"{column}__gte": first.isoformat(), f"{column}__lt": last.isoformat()})
        began = time.perf_counter()
        rows.count()
        list(rows.order_by(f"-{column}", "-pk")[:50])
        times.append(time.perf_counter() - began)
    _told("date range and region in the table, count and 50 newest", times)


def _read_on(layout: Any, sight: Any, after: int) -> None:
    """Reading by cursor from the table, and the plan of its query."""
    from django.db import connection

    from guiju.kernel.registers.asking import Asked
    from guiju.kernel.registers.queries import filtered, records_after

    times = []
    for code, values in FILTERS.items():
        for value in values:
            ask = Asked(layout, sight, chosen={code: (value,)})
            began = time.perf_counter()
            records_after(ask, after, 100, on=AT.date())
            times.append(time.perf_counter() - began)
    _told("read on by cursor, one filter, 100 records", times)
    rows = filtered(layout, sight.narrow(layout.model._default_manager.all()), {"audience": ("student",)})
    plan = rows.order_by("pk").filter(pk__gt=after)[:100].explain()
    print(f"  plan ({connection.vendor}): {plan.splitlines()[0] if connection.vendor == 'sqlite' else plan}")


def _import(count: int) -> None:
    from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create
    from guiju.kernel.jobs.worker import run_due
    from guiju.kernel.registers.models import Intake
    from guiju.kernel.registers.search import kind_name
    from guiju.kernel.registers.services.intakes import intake_apply, intake_map, intake_request, intake_run
    from guiju.kernel.search.services import index_follow

    place = organisation_create(actor=None, name="虚构局", kind="bureau", at=AT)
    user = user_create(actor=None, username="officer", display_name="x", password="not a secret here", at=AT)
    membership_grant(actor=None, user=user, organisation=place, role="officer", starts_on=date(2020, 1, 1), at=AT)
    data, now = _sheet(count), datetime.now(UTC)
    began, spent = time.perf_counter(), time.process_time()
    intake = intake_request(
        actor=user, register="training", name="培训.xlsx", data=data, organisation_id=place.pk, at=now
    )
    answered = time.perf_counter()
    run_due(now=None)
    intake.refresh_from_db()
    read = time.perf_counter()
    intake_map(actor=user, intake=intake, columns=intake.columns, key="", at=now)
    run_due(now=None)
    tried = time.perf_counter()
    intake_apply(actor=user, intake=Intake.objects.get(pk=intake.pk), at=now)
    intake.refresh_from_db()
    intake_run(intake=intake.pk, job=intake.job_id or 0, at=now, progress=lambda *_: None)
    written = time.perf_counter()
    index_follow(kind=kind_name("training"))
    done = time.perf_counter()
    told = {"answered": answered - began, "read": read - answered, "tried": tried - read,
            "written": written - tried, "indexed": done - written,
            "until written": written - began, "all": done - began,
            "processor": time.process_time() - spent}  # fmt: skip
    print(f"import a sheet of {count:,} rows:", ", ".join(f"{name} {spent:.1f} s" for name, spent in told.items()))
    print(f"  {Intake.objects.get(pk=intake.pk).counts}; peak memory of filling, asking and importing "
          f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")  # fmt: skip


def _sheet(count: int) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"constant_memory": True, "in_memory": False})
    sheet = book.add_worksheet()
    names = ("培训名称", "开始日期", "举办单位", "地区", "培训对象", "方式", "参加人数", "场次", "发证书")
    sheet.write_row(0, 0, names)
    keys = ("topic", "starts_on", "organiser", "region", "audience", "form", "people", "sessions", "certificate")
    for at, values in enumerate(islice(_records(random.Random(3), count), count), 1):
        sheet.write_row(at, 0, [str(values[key]) for key in keys])
    book.close()
    return held.getvalue()


def _timed(name: str, work: Callable[[], object]) -> None:
    began, spent = time.perf_counter(), time.process_time()
    work()
    spent, began = time.process_time() - spent, time.perf_counter() - began
    print(f"{name}: {began:.1f} s, processor {spent:.1f} s", flush=True)


def _told(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    worst = ordered[int(len(ordered) * 0.99)]
    print(f"{name}: {len(times)} asked, median {statistics.median(times) * 1000:.1f} ms, "
          f"99 % {worst * 1000:.1f} ms", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
