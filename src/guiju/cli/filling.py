"""The steps of setup (建立数据目录): each looks whether there is anything to do, so that all can be repeated."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import click
from django.conf import settings
from django.core.management import call_command

from guiju.apps.catalogue.services import reference_load, sample_load
from guiju.apps.collections.carried import carried_load
from guiju.apps.declared.carried import registers_carried
from guiju.apps.declared.demo import demo_records
from guiju.apps.declared.demo_cases import demo_cases
from guiju.apps.ledger.demo import demo_policies
from guiju.apps.ledger.demo_joint import demo_joint
from guiju.apps.ledger.demo_offices import demo_offices
from guiju.apps.ledger.demo_rounds import demo_rounds
from guiju.apps.ledger.demo_ties import demo_ties
from guiju.apps.parties.demo import demo_load
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.demo import demo_switch
from guiju.kernel.history.keys import installation_signer
from guiju.kernel.registers.layout import layouts
from guiju.kernel.registers.search import kind_name
from guiju.kernel.search.folders import is_built
from guiju.kernel.search.kinds import KINDS, kind_get
from guiju.kernel.search.services import index_rebuild, outbox_drain

Progress = Callable[[int, int], None]


class Step(NamedTuple):
    """One step: what it is called, and the function that does it."""

    name: Words
    run: Callable[[Progress], None]


def _folder(progress: Progress) -> None:
    Path(settings.VAR).mkdir(parents=True, exist_ok=True)
    installation_signer()


def _tables(progress: Progress) -> None:
    call_command("migrate", interactive=False, verbosity=0)


def _catalogue(progress: Progress) -> None:
    reference_load(actor=None)
    sample_load(actor=None, at=datetime.now(UTC), progress=progress)


def _indexes(progress: Progress) -> None:
    for kind in KINDS.values():
        if not is_built(kind):
            index_rebuild(kind=kind.name, progress=lambda done: progress(done, 0))
    outbox_drain()


def _collections(progress: Progress) -> None:
    carried_load(at=datetime.now(UTC))


def _demo(progress: Progress) -> None:
    demo_switch(enabled=settings.DEMO, at=datetime.now(UTC))


def _parties(progress: Progress) -> None:
    demo_load(at=datetime.now(UTC))


def _registers(progress: Progress) -> None:
    def complain(error: WordsError) -> None:
        click.echo(f"{error.say('zh')}\n{error.say('en')}", err=True)

    registers_carried(data_folder=Path(settings.VAR), at=datetime.now(UTC), complain=complain)
    if settings.DEMO:
        demo_records(at=datetime.now(UTC))
        demo_cases(at=datetime.now(UTC))
    for layout in layouts():
        kind = kind_name(layout.register.code)
        if not is_built(kind_get(kind)):
            index_rebuild(kind=kind)
    outbox_drain()


def _ledger(progress: Progress) -> None:
    demo_policies(at=datetime.now(UTC))
    demo_ties(at=datetime.now(UTC))
    demo_offices(at=datetime.now(UTC))
    demo_rounds(at=datetime.now(UTC))
    demo_joint(at=datetime.now(UTC))
    outbox_drain()


STEPS = (
    Step(Words("数据目录和签名密钥", "Data folder and signing key"), _folder),
    Step(Words("数据库", "Database"), _tables),
    Step(Words("标准库（随附的示例数据）", "Catalogue (the samples carried)"), _catalogue),
    Step(Words("检索索引", "Search index"), _indexes),
    Step(Words("专题库（随附的样例）", "Collections (the samples carried)"), _collections),
    Step(Words("演示账号", "Demo accounts"), _demo),
    Step(Words("机构与专家（虚构示例）", "Parties (fictitious examples)"), _parties),
    Step(Words("登记簿", "Registers"), _registers),
    Step(Words("政策台账（随附的公开政策）", "Policy ledger (the public policies carried)"), _ledger),
)


def private_from_now() -> None:
    """Files made from now on are for their owner only."""
    os.umask(0o077)
