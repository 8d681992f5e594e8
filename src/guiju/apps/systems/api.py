"""The list of systems in the API (制度清单接口)."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from guiju.apps.systems.asking import asked_read
from guiju.apps.systems.queries import Standing, systems_asked
from guiju.apps.systems.reading import GROUPS, policies
from guiju.kernel.api.endpoint import endpoint

router = Router(tags=["制度清单 Systems"])


class PhraseOut(Schema):
    """Where a policy asks for it, word for word."""

    policy: str
    policy_title: str
    place: str
    phrase: str


class PlaceOut(Schema):
    """Where it is done here; `path` is null for what the caller may not open."""

    name_zh: str
    name_en: str
    path: str | None


class SystemOut(Schema):
    """A system policies ask for, and whether its work can be done here."""

    number: int
    group: str
    group_zh: str
    group_en: str
    name: str
    name_en: str = Field(description="本站的译名，不是正式名称 our own gloss, no official name")
    kind: str
    named: bool = Field(
        description="政策点名要求的；否则由要求推出 named by a policy, else it follows from what is asked"
    )
    state: str = Field(description="served, recorded, not_yet")
    asked: list[PhraseOut]
    places: list[PlaceOut]


@router.get("/systems", response=list[SystemOut], summary="制度清单 The systems policies ask for")
@endpoint("public")
def systems_list(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=100, description="词语 words")] = "",
    policy: Annotated[str, Query(max_length=10, description="政策代码 code of a policy, as 004")] = "",
    group: Annotated[str, Query(max_length=10, description="组 A to J")] = "",
    state: Annotated[str, Query(max_length=20, description="served, recorded, not_yet")] = "",
) -> list[SystemOut]:
    """The systems five policies ask for, with the policies' words and where each is done here."""
    return [_system(request, row) for row in systems_asked(asked_read(request.GET)).rows]


def _system(request: HttpRequest, row: Standing) -> SystemOut:
    one = row.system
    return SystemOut(
        number=one.number,
        group=one.group,
        group_zh=GROUPS[one.group].zh,
        group_en=GROUPS[one.group].en,
        name=one.name.zh,
        name_en=one.name.en,
        kind=one.kind,
        named=one.named,
        state=row.state,
        asked=[
            PhraseOut(policy=p.policy, policy_title=policies()[p.policy].words.zh, place=p.place, phrase=p.phrase)
            for p in one.asked
        ],
        places=[
            PlaceOut(
                name_zh=claim.words.zh,
                name_en=claim.words.en,
                path=claim.path() if claim.seen_by(request.user) else None,
            )
            for claim in row.claims
        ],
    )
