"""`make bench`, policy ledger: its lists and boards over many policies, and the opening of a large reporting round.

`python -m tools.bench_ledger [POLICIES] [--database URL] [--keep FOLDER] [--plans]`: an installation of its own in a
folder that is deleted afterwards, or in FOLDER, which is filled once and asked again; or the empty PostgreSQL of URL
(`bash tools/postgres.sh …` makes one and names it). Each policy (1,000 if not given) has 40 tasks, 10 targets and 3
documents, every other one is kept together with another office, and each of 48 carries out the one before it. No two
questions of one kind are alike, so that nothing is remembered from the one before. `--plans` prints the slowest
queries of each page with their plans.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

POLICIES, TASKS, TARGETS, DOCUMENTS, BODIES, ASKED = 1_000, 40, 10, 3, 300, 24
AT = datetime(2026, 3, 1, tzinfo=UTC)
VERBS = ("完善", "推动", "制定", "建立", "开展", "健全", "实施", "研制")
PLACES = ("县域", "园区", "港口", "山区", "老旧小区", "口岸", "社区", "学校", "医院", "景区")
KINDS = ("养老服务", "智能制造", "碳达峰", "海洋牧场", "中医药", "物流", "家政", "旅游", "种业", "氢能", "储能",
         "快递包装", "政务服务", "城市更新", "人工智能", "合成生物", "数字乡村", "种植")  # fmt: skip
AREAS = tuple(f"{place}{kind}" for kind in KINDS for place in PLACES)
THINGS = (
    "标准体系",
    "团体标准",
    "地方标准",
    "试点示范",
    "比对分析",
    "宣贯培训",
    "检测认证",
    "国际标准",
    "实施监督",
    "人才队伍",
)
STANDINGS = ("late", "not_begun", "under_way", "extended", "done", "closed")
STATES = ("missed", "behind", "on_pace", "reached", "pending", "undated", "untied")
DUES = ("month", "quarter", "year", "later", "none")


class Ledger(NamedTuple):
    """What was filled in: the keeper, the office, a person of a body."""

    keeper: Any
    office: Any
    reporter: Any


def main() -> None:
    """Fill, ask, print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("policies", nargs="?", type=int, default=int(os.environ.get("GUIJU_BENCH_POLICIES", POLICIES)))
    asked.add_argument("--database", default=os.environ.get("GUIJU_DATABASE_URL", ""))
    asked.add_argument("--keep", type=Path)
    asked.add_argument("--plans", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GUIJU_VAR"], os.environ["GUIJU_DATABASE_URL"] = str(given.keep or folder), given.database
        os.environ["DJANGO_SETTINGS_MODULE"] = "guiju.web.settings"
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", interactive=False, verbosity=0)
        ledger = _filled(given.policies)
        print(f"ledger on {connection.vendor}, load {os.getloadavg()[0]:.1f}", flush=True)
        _pages(ledger, given.policies, plans=given.plans)
        _round(ledger)


def _filled(policies: int) -> Ledger:
    from django.db import transaction

    from guiju.apps.ledger.search import NAME as TASKS_SEARCHED
    from guiju.kernel.accounts.models import Organisation, User
    from guiju.kernel.search.services import index_rebuild

    held = User.objects.filter(username="keeper").first()
    if held is not None:
        return Ledger(held, Organisation.objects.get(name="虚构市局"), User.objects.get(username="reporter"))
    began, spent = time.perf_counter(), time.process_time()
    with transaction.atomic():
        ledger = _people()
        _policies(ledger.office, policies)
        _tasks(policies)
        _targets(policies)
        _documents(policies)
        _joint(ledger.office)
        _pairs(ledger.keeper, policies)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    index_rebuild(kind=TASKS_SEARCHED)
    wall, spent = time.perf_counter() - began, time.process_time() - spent
    print(f"fill {policies:,} policies, {policies * TASKS:,} tasks: {wall:.1f} s, processor {spent:.1f} s", flush=True)
    return ledger


def _people() -> Ledger:
    from guiju.apps.parties.models import Organisation
    from guiju.kernel.accounts.models import User
    from guiju.kernel.accounts.services import membership_grant, organisation_create, user_create

    office = organisation_create(actor=None, name="虚构市局", kind="bureau", at=AT)
    bodies = [
        organisation_create(actor=None, name=f"虚构单位{place}", kind="enterprise", at=AT) for place in range(BODIES)
    ]
    people = []
    for name, place, role in (("keeper", office, "officer"), ("reporter", bodies[0], "enterprise")):
        user = user_create(actor=None, username=name, display_name=name, password="not a secret here", at=AT)
        membership_grant(actor=None, user=user, organisation=place, role=role, starts_on=date(2020, 1, 1), at=AT)
        people.append(user)
    for number, place in enumerate(bodies[1:]):
        user = User.objects.create(username=f"reporter{number}", display_name="x", password="!", joined_at=AT)
        membership_grant(actor=None, user=user, organisation=place, role="enterprise", starts_on=AT.date(), at=AT)
    Organisation.objects.bulk_create(
        Organisation(name=f"虚构单位{place}", created_at=AT, changed_at=AT, account=body)
        for place, body in enumerate(bodies)
    )
    return Ledger(people[0], office, people[1])


def _policies(office: Any, count: int) -> None:
    from guiju.apps.ledger.models import Policy

    text = "完善标准体系，推动标准实施。" * 1_000
    Policy.objects.bulk_create(
        (
            Policy(
                office=office, title=f"虚构市标准化行动方案第{place}号", starts=2021,
                issued=f"20{place % 26:02d}-0{place % 9 + 1}-01", ends=2030, digest=f"{place:064d}", found_text=text,
                clean_text=text,
                reading={"doubts": [], "outline": [{"text": text}]}, read_at=AT, confirmed_at=AT,
                published_at=AT if place % 4 == 0 else None,
            )
            for place in range(count)
        ),
        batch_size=100,
    )  # fmt: skip


def _tasks(policies: int) -> None:
    from guiju.apps.ledger.models import Policy, Task, TaskBody
    from guiju.apps.parties.models import Organisation
    from guiju.kernel.history.bulk import rows_insert

    chance, numbers = random.Random(5), list(Policy.objects.order_by("pk").values_list("pk", flat=True))
    Task.objects.bulk_create(
        (_task(chance, policy, place) for policy in numbers for place in range(TASKS)), batch_size=1_000
    )
    bodies = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    rows_insert(
        TaskBody,
        ("task_id", "part", "place", "written", "body_id"),
        (
            (task, "participant" if place else "lead", place, f"单位{body}", body)
            for task in Task.objects.order_by("pk").values_list("pk", flat=True)
            for place, body in enumerate(chance.sample(bodies, 3))
        ),
    )


def _task(chance: random.Random, policy: int, place: int) -> Any:
    from guiju.apps.ledger.models import Task

    said = [f"{chance.choice(VERBS)}{chance.choice(AREAS)}{chance.choice(THINGS)}" for _ in range(8)]
    due = date(2024, 1, 1) + timedelta(days=chance.randint(0, 2_500)) if chance.random() < 0.8 else None
    begun = AT if chance.random() < 0.6 else None
    done = AT if begun and chance.random() < 0.4 else None
    return Task(
        policy_id=policy, place=place, code=str(place), number=f"（{place + 1}）", title=said[0],
        text="，".join(said) + "。", start=place * 100, end=place * 100 + 90, due=due, begun_at=begun,
        granted=date(2026, 12, 31) if chance.random() < 0.1 else None, share=50 if begun else None, done_at=done,
        closed_at=AT if done and chance.random() < 0.5 else None,
    )  # fmt: skip


def _targets(policies: int) -> None:
    from guiju.apps.ledger.models import Policy, Target
    from guiju.kernel.indicators.offers import offers

    chance, codes = random.Random(9), [*list(offers())[:20], ""]
    numbers = list(Policy.objects.order_by("pk").values_list("pk", flat=True))
    Target.objects.bulk_create(
        (
            Target(
                policy_id=policy, place=place, code=f"t{place}", kind="quantified",
                name=f"{chance.choice(AREAS)}{chance.choice(THINGS)}数量", text="达到若干项", unit="项",
                value=chance.randint(1, 5_000), comparator=">=", due=date(chance.randint(2025, 2030), 12, 31),
                measure=chance.choice(codes),
            )
            for policy in numbers for place in range(TARGETS)
        ),
        batch_size=1_000,
    )  # fmt: skip


def _documents(policies: int) -> None:
    from guiju.apps.ledger.models import Policy, RequiredDocument

    chance = random.Random(7)
    RequiredDocument.objects.bulk_create(
        (
            RequiredDocument(
                policy_id=policy, place=place, code=f"d{place}", name=f"{chance.choice(AREAS)}实施方案", kind="方案",
                due=date(2024, 1, 1) + timedelta(days=chance.randint(0, 2_500)) if chance.random() < 0.7 else None,
                issued_on=AT.date() if chance.random() < 0.3 else None,
            )
            for policy in Policy.objects.order_by("pk").values_list("pk", flat=True) for place in range(DOCUMENTS)
        ),
        batch_size=1_000,
    )  # fmt: skip


def _joint(office: Any) -> None:
    from guiju.apps.ledger.models import JointOffice, Policy
    from guiju.apps.parties.models import Organisation
    from guiju.kernel.accounts.services import organisation_create

    places = [organisation_create(actor=None, name=f"虚构某市局{n}", kind="bureau", at=AT) for n in range(8)]
    bodies = [Organisation.objects.create(name=one.name, created_at=AT, changed_at=AT, account=one) for one in places]
    numbers = Policy.objects.filter(office=office).order_by("pk").values_list("pk", flat=True)[::2]
    JointOffice.objects.bulk_create(
        JointOffice(
            policy_id=policy, office=places[n % 8], body=bodies[n % 8], invited_at=AT,
            joined_at=AT if n % 3 else None, ended_at=AT if n % 5 == 0 else None,
        )
        for n, policy in enumerate(numbers)
    )  # fmt: skip


def _pairs(keeper: Any, policies: int) -> None:
    from guiju.apps.ledger.models import Policy, TaskPair
    from guiju.apps.ledger.services.pairs import pairs_request

    chance, chain = random.Random(11), list(Policy.objects.order_by("pk")[: min(2 * ASKED, policies)])
    tasks = {one.pk: list(one.tasks.values_list("pk", flat=True)) for one in chain}
    for above, below in pairwise(chain):
        pairs_request(actor=keeper, above=above, below=below, at=AT)
        TaskPair.objects.bulk_create(
            TaskPair(
                below_id=task, above_id=chance.choice(tasks[above.pk]), carries=chance.random() < 0.8, settled_at=AT
            )
            for task in chance.sample(tasks[below.pk], TASKS // 2)
        )


def _pages(ledger: Ledger, policies: int, *, plans: bool) -> None:
    from guiju.apps.ledger.models import Policy
    from guiju.apps.parties.models import Organisation

    chance, last = random.Random(3), policies * TASKS // 50
    bodies = list(Organisation.objects.values_list("pk", flat=True))
    numbers = list(Policy.objects.order_by("pk").values_list("pk", flat=True))
    words = [f"{kind}+{thing}" for kind in KINDS for thing in THINGS]
    kinds: dict[str, Callable[[int], str]] = {
        "policies": lambda n: f"?page={n % max(policies // 50, 1) + 1}",
        "policies by a word": lambda n: f"?q=第{n}",
        "tasks, a page": lambda n: f"tasks/?page={n + 1}",
        "tasks, a far page": lambda n: f"tasks/?page={last - n}",
        "tasks by standing": lambda n: f"tasks/?standing={STANDINGS[n % 6]}&due={('', *DUES)[n // 6 % 6]}",
        "the same by policies": lambda n: f"tasks/?standing={STANDINGS[n % 6]}&order=policy&page={n}",
        "tasks by unit": lambda n: f"tasks/?unit={chance.choice(bodies)}",
        "tasks by unit and standing": lambda n: f"tasks/?unit={chance.choice(bodies)}&standing={STANDINGS[n % 6]}",
        "tasks by a policy": lambda n: f"tasks/?policy={numbers[n * 7 % policies]}",
        "tasks by due": lambda n: f"tasks/?due={DUES[n % 5]}&page={n // 5}",
        "tasks by a word": lambda n: f"tasks/?q={AREAS[n]}",
        "tasks by a word of every third": lambda n: f"tasks/?q={KINDS[n % 18]}&due={('', 'month')[n // 18]}",
        "tasks by words": lambda n: f"tasks/?q={words[n * 7]}",
        "tasks by words and standing": lambda n: f"tasks/?q={words[n * 7]}&standing={STANDINGS[n % 6]}",
        "a policy": lambda n: f"policies/{numbers[n * 11 % policies]}/",
        "board of targets": lambda n: f"targets/?page={n + 1}",
        "board of targets by state": lambda n: f"targets/?state={STATES[n % 7]}&page={n // 7}",
        "board of targets by a word": lambda n: f"targets/?q={AREAS[n % len(AREAS)]}",
        "documents": lambda n: f"documents/?page={n}",
        "documents by state": lambda n: f"documents/?state={('late', 'open', 'issued')[n % 3]}&page={n // 3}",
        "what is one's own": lambda n: f"todo/?n={n}",
        "crosswalk, to choose": lambda n: f"crosswalk/?above={numbers[n]}",
        "crosswalk": lambda n: f"crosswalk/?above={numbers[n]}&below={numbers[n + 1]}",
        "crosswalk, of three": lambda n: (
            f"crosswalk/?top={numbers[n]}&above={numbers[n + 1]}&below={numbers[n + 2]}"
        ),
        "crosswalk, suggested now": lambda n: f"crosswalk/?above={numbers[n + 2]}&below={numbers[-n - 1]}",
        "kept together": lambda n: f"joint/?page={n % 10 + 1}",
        "kept together, a policy": lambda n: f"policies/{numbers[n * 2]}/joint/",
    }  # fmt: skip
    for name, path in kinds.items():
        _ask(ledger.keeper, name, [f"/ledger/{path(n)}" for n in range(ASKED)], plans)
    for name in ("tasks, a page", "tasks by standing", "tasks by words"):
        _ask(ledger.reporter, f"{name}, of a body", [f"/ledger/{kinds[name](n)}" for n in range(ASKED)], plans)


def _ask(person: Any, name: str, addresses: list[str], plans: bool) -> None:
    from django.test import Client

    client = Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR="127.0.0.1")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/ledger/tasks/?q=虚构")
    client.get(addresses.pop())
    walls, spents = [], []
    for address in addresses:
        began, spent = time.perf_counter(), time.process_time()
        answer = client.get(address)
        walls.append(time.perf_counter() - began)
        spents.append(time.process_time() - spent)
        assert answer.status_code == 200, (address, answer.status_code)
    middle, worst = statistics.median(walls) * 1000, max(walls) * 1000
    print(f"{name}: median {middle:.0f} ms, slowest {worst:.0f} ms, processor "
          f"{statistics.median(spents) * 1000:.0f} ms", flush=True)  # fmt: skip
    if plans:
        _slow(addresses[-1], client)


def _slow(address: str, client: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        client.get(address + ("&" if "?" in address else "?") + "again=1")
    slow = sorted(queries.captured_queries, key=lambda one: -float(one["time"]))[:4]
    print(f"  {address}: {len(queries)} queries, {sum(float(one['time']) for one in queries.captured_queries):.3f} s")
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    for one in slow:
        print(f"  {one['time']} s {one['sql'][:1500]}")
        if one["sql"].startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(explain + one["sql"].replace("%", "%%"))
                for row in cursor.fetchall():
                    print("      ", row[-1])


def _round(ledger: Ledger) -> None:
    from django.db import transaction

    from guiju.apps.ledger.models import Policy
    from guiju.apps.ledger.services.rounds import round_open

    began, spent = time.perf_counter(), time.process_time()
    typed = {"title": "虚构批次", "due": "2030-01-01"}
    policies = list(Policy.objects.order_by("pk")[:150])
    with transaction.atomic():
        opened = round_open(
            actor=ledger.keeper, office=ledger.office, policies=policies, typed=typed, at=datetime.now(UTC)
        )
        wall, spent = time.perf_counter() - began, time.process_time() - spent
        print(f"open a round of {opened.asked:,} reports: {wall:.1f} s, processor {spent:.1f} s")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
