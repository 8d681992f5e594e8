"""Verbs of draws (随机抽取的办理): prepare, announce, draw, withdraw. What is published is what the rules need."""

from __future__ import annotations

import hmac
import json
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from guiju.apps.parties import typed as read
from guiju.apps.parties.models import Draw, DrawnMember, Expert, Organisation
from guiju.apps.parties.queries.draws import pool
from guiju.apps.parties.queries.organisations import organisation_top
from guiju.apps.parties.recording import DRAW, party_record
from guiju.domain.draw import (
    Candidate,
    Rules,
    Seat,
    announced,
    draw_check,
    draw_read,
    drawn,
    file_bytes,
)
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import Denied, permission_require
from guiju.kernel.accounts.queries import organisations_where

MAKERS = ("institute", "officer")
_LINE = re.compile(r"(\S+)\s+(\d{1,2})\s*人?")
_ANY = frozenset({"*", "不限", "any"})


def fresh() -> str:
    """256 random bits as 64 hexadecimal digits."""
    return secrets.token_hex(32)


@transaction.atomic
def draw_prepare(
    *,
    actor: User | None,
    organisation: Account,
    typed: Mapping[str, str],
    drafters: Sequence[Organisation] = (),
    fictitious: bool = False,
    at: datetime,
    random: Callable[[], str] = fresh,
) -> Draw:
    """Write down what a panel is wanted for and by which rules (拟定抽取规则); nothing is public yet."""
    permission_require(actor, "parties.draw_make")
    if actor is not None and organisation.pk not in organisations_where(
        user=actor, roles=MAKERS, on=timezone.localdate(at)
    ):
        raise Denied("parties.draw_make")
    values = read.all_read(_READERS, {"purpose": "", "wanted": "", **typed})
    tops = sorted({organisation_top(one).pk for one in drafters})
    made = Draw.objects.create(
        organisation=organisation, drafters=tops, fictitious=fictitious, seed=random(), salt=random(), created_at=at,
        **values,
    )  # fmt: skip
    party_record(actor, "draw.prepared", f"{DRAW}_draft", made.pk, after=values | {"drafters": tops}, at=at)
    return made


@transaction.atomic
def draw_announce(*, actor: User | None, draw: Draw, recused: Sequence[int] = (), at: datetime) -> None:
    """Fix the list and publish the announcement with its commitment (公布抽取公告). Raises `RulesUnmet`."""
    permission_require(actor, "parties.draw_edit", draw)
    held = _held(draw)
    if held.announced_at is not None:
        raise WordsError("announced", Words("公告已经公布。", "It is announced already."), where="recused")
    held.recused = sorted(set(recused))
    rules, candidates = announcement_of(held, at)
    data = announced(
        rules, candidates, purpose=held.purpose, public_source=held.public_source, seed=held.seed
    )  # fmt: skip
    held.announcement, held.announced_at = file_bytes(data).decode(), at
    held.save()
    _tell(held, actor, "draw.announced", {n: data[n] for n in ("purpose", "public_source", *_DIGESTS)}, at)


@transaction.atomic
def draw_make(*, actor: User | None, draw: Draw, public_value: str = "", at: datetime) -> None:
    """Draw the panel from what was announced, reveal the seed and publish the result (抽取并公布结果)."""
    permission_require(actor, "parties.draw_edit", draw)
    held = _held(draw)
    if held.announced_at is None:
        raise WordsError("order", Words("请先公布公告。", "Announce it first."), where="public_value")
    if held.drawn_at is not None:
        raise WordsError("drawn", Words("已经抽取过了。", "The panel is drawn already."), where="public_value")
    value = read.line(200)(public_value)
    if bool(value) != bool(held.public_source):
        message = (
            Words(f"请填写公开数值：{held.public_source}。", f"Enter the public value: {held.public_source}.")
            if held.public_source
            else Words("公告没有写明公开数值的来源，不能填。", "The announcement names no public source.")
        )
        raise WordsError("public_value", message, where="public_value")
    before = draw_read(held.announcement.encode(), "announcement.json")
    data = drawn(before.data, before.told, seed=held.seed, public_value=value)
    assert draw_check(draw_read(file_bytes(data), "result.json"), before) == []
    held.result, held.drawn_at = file_bytes(data).decode(), at
    held.save()
    people = {code_of(held, "expert", pk): pk for pk in Expert.objects.values_list("pk", flat=True)}
    DrawnMember.objects.bulk_create(
        DrawnMember(draw=held, expert_id=people[code], code=code, position=n)
        for n, code in enumerate(data["outcome"]["panel"], 1)
    )
    told = {name: data[name] for name in (*_DIGESTS, "seed", "public_value")}
    _tell(held, actor, "draw.made", {**told, "panel": data["outcome"]["panel"]}, at)


@transaction.atomic
def draw_withdraw(*, actor: User | None, draw: Draw, because: str, at: datetime) -> None:
    """Call a draw off (撤回抽取). What was published stays, with the reason; a draft is gone."""
    permission_require(actor, "parties.draw_edit", draw)
    held = _held(draw)
    if held.announced_at is None:
        party_record(actor, "draw.dropped", f"{DRAW}_draft", held.pk, at=at)
        held.delete()
        return
    because = read.line(300)(because)
    if not because:
        raise WordsError("because", Words("请写明原因，将公开。", "Say why; it is public."), where="because")
    held.withdrawn_at, held.withdrawn_because = at, because
    held.save()
    _tell(held, actor, "draw.withdrawn", {"because": because}, at)


def announcement_of(draw: Draw, at: datetime) -> tuple[Rules, list[Candidate]]:
    """The rules and the list as they are published: codes, and of fields, recusals and load only what the rules ask."""
    seats = tuple(Seat(field, wanted) for field, wanted in draw.wanted)
    rules = Rules(
        seats,
        tuple(sorted(code_of(draw, "party", pk) for pk in draw.drafters)),
        tuple(sorted(code_of(draw, "expert", pk) for pk in draw.recused)),
        draw.most_load,
    )
    candidates = [
        Candidate(
            code_of(draw, "expert", one.expert.pk),
            code_of(draw, "party", one.employer) if one.employer else code_of(draw, "alone", one.expert.pk),
            tuple(sorted({seat.field for seat in seats if seat.field and one.covers(seat.field)})),
            tuple(sorted(code_of(draw, "party", pk) for pk in one.avoids if pk in draw.drafters)),
            min(one.load, draw.most_load) if draw.most_load is not None else 0,
        )
        for one in pool(draw, at)
    ]
    return rules, sorted(candidates)


def code_of(draw: Draw, what: str, pk: int) -> str:
    """The code of a person or an employer in one draw: nothing can be told from it, nor followed to another draw."""
    digest = hmac.digest(bytes.fromhex(draw.salt), f"{what}:{pk}".encode(), "sha256").hex()
    return f"{'E' if what == 'expert' else 'O'}{digest[:12]}"


def _wanted(text: str) -> list[list[Any]]:
    """Lines such as `13.060 2`: fields and how many are wanted who know each."""
    found: list[list[Any]] = []
    for row in text[:2_000].splitlines():
        if not row.strip():
            continue
        match = _LINE.fullmatch(row.strip())
        if match is None:
            message = Words(f"“{row.strip()[:40]}”看不懂。", f"“{row.strip()[:40]}” cannot be read.")
            raise WordsError(
                "wanted", message, Words("每行写专业和人数，如 13.060 2。", "A field and how many, a line.")
            )
        code = "" if match[1] in _ANY else read.field_codes(match[1])[0]
        found.append([code, int(match[2])])
    total = sum(row[1] for row in found)
    if not 1 <= total <= 60 or any(row[1] < 1 for row in found) or len({row[0] for row in found}) != len(found):
        raise WordsError("wanted", Words("共 1 到 60 人，每个专业写一行。", "1 to 60 people in all, each field once."))
    return found


_DIGESTS = ("list_sha256", "commitment")
_READERS: Mapping[str, Callable[[str], Any]] = {
    "purpose": read.line(200, needed=True),
    "wanted": _wanted,
    "public_source": read.line(200),
    "most_load": read.whole(1, 1_000),
}


def _held(draw: Draw) -> Draw:
    held = Draw.objects.select_for_update().get(pk=draw.pk)
    if held.withdrawn_at is not None:
        raise WordsError("withdrawn", Words("这次抽取已经撤回。", "This draw was called off."), where="because")
    return held


def _tell(draw: Draw, actor: User | None, action: str, after: dict[str, Any], at: datetime) -> None:
    party_record(actor, action, DRAW, draw.pk, after=json.loads(json.dumps(after)), at=at)
