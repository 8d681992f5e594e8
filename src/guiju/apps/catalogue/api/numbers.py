"""Standard numbers in the API (标准号): what a text means, its normal form, and whether the catalogue holds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Query, Router, Schema
from pydantic import Field

from guiju.apps.catalogue.models import Edition
from guiju.domain.numbers import Reading, edition_key, read, series_key
from guiju.kernel.api.endpoint import endpoint
from guiju.kernel.api.fields import LONGEST_TEXT, Text

router = Router(tags=["标准号 Numbers"])
MOST = 1_000
Asked = Annotated[str, Query(min_length=1, max_length=LONGEST_TEXT, description="标准号 a number")]
_CHUNK = 500


class NumberMember(Schema):
    """One number of what was read."""

    number: str = Field(description="规范形式 normal form")
    series: str
    publisher: str
    level: str
    nature: str
    year: str
    standards: list[int] = Field(description="标准库中的记录号 ids of its records in the catalogue")


class NumberOut(Schema):
    """What was understood of one text."""

    input: str
    number: str | None = Field(description="规范形式，空为读不出 normal form, null when it is no number")
    kind: str = Field(description="single, range, list, pair, multi_edition, none")
    members: list[NumberMember]
    error: str | None
    message: str | None
    suggestion: str | None = Field(description="最接近的正确写法 nearest well-formed reading")


class NumbersIn(Schema):
    """Texts to read, at most 1,000."""

    texts: list[Text] = Field(min_length=1, max_length=MOST)


class NumbersOut(Schema):
    """One reading for each text, in the same order."""

    items: list[NumberOut]


@router.get("/numbers", response=NumberOut, summary="解释一个标准号 Explain a number")
@endpoint("public")
def number(
    request: HttpRequest,
    text: Annotated[str, Query(min_length=1, max_length=LONGEST_TEXT, description="标准号 a number")],
) -> NumberOut:
    """Its normal form, publisher, level and nature, or why it is malformed."""
    return _told([text])[0]


@router.post("/numbers", response=NumbersOut, summary="解释一批标准号 Explain up to 1,000 numbers")
@endpoint("public")
def numbers(request: HttpRequest, given: NumbersIn) -> NumbersOut:
    """The same for a list, in the same order."""
    return NumbersOut(items=_told(given.texts))


def _told(texts: Sequence[str]) -> list[NumberOut]:
    readings = [read(text) for text in texts]
    held = _held({edition_key(member) for reading in readings for member in reading.members})
    lang = get_language() or "zh"
    return [_reading(reading, held, lang) for reading in readings]


def _reading(reading: Reading, held: dict[str, list[int]], lang: str) -> NumberOut:
    return NumberOut(
        input=reading.input,
        number=reading.form or None,
        kind=reading.kind,
        members=[
            NumberMember(
                number=str(member),
                series=series_key(member),
                publisher=member.publisher,
                level=member.level,
                nature=member.nature,
                year=member.year,
                standards=held.get(edition_key(member), []),
            )
            for member in reading.members
        ],
        error=reading.error or None,
        message=reading.message.pick(lang) or None,
        suggestion=reading.suggestion or None,
    )


def _held(keys: set[str]) -> dict[str, list[int]]:
    """The records of these editions."""
    found: dict[str, list[int]] = defaultdict(list)
    wanted = sorted(keys)
    for start in range(0, len(wanted), _CHUNK):
        rows = Edition.objects.filter(number__in=wanted[start : start + _CHUNK]).order_by("id")
        for key, pk in rows.values_list("number", "id"):
            found[key].append(pk)
    return found
