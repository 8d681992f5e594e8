"""What a draw is made of (抽取要素): who can be drawn, by which rules. Codes only, never a name."""

from __future__ import annotations

from typing import Any, NamedTuple

ALGORITHM = "guiju-draw-1"
MOST_CANDIDATES = 5_000
MOST_SEATS = 60
MOST_FIELDS = 50


class Candidate(NamedTuple):
    """One who can be drawn (候选专家): codes of the person and of the employer, fields such as `ics:13.060`.

    `avoids`: organisations whose matters this person keeps out of (回避); `load`: panels sat on in the period counted.
    """

    code: str
    organisation: str
    fields: tuple[str, ...]
    avoids: tuple[str, ...] = ()
    load: int = 0

    def covers(self, field: str) -> bool:
        """Whether one of the fields lies in `field`: `ics:13.060.10` in `ics:13`; every field lies in the empty one."""
        return not field or any(own.startswith(field) for own in self.fields)


class Seat(NamedTuple):
    """So many who know a field (专业要求); the empty field asks for nothing in particular."""

    field: str
    wanted: int


class Rules(NamedTuple):
    """The rules of a draw (抽取规则). One organisation never has two on a panel; that needs no saying.

    `drafters`: organisations that drafted what is reviewed; `recused`: people kept out of this draw;
    `most_load`: only those with fewer panels are drawn, None for no limit.
    """

    seats: tuple[Seat, ...]
    drafters: tuple[str, ...] = ()
    recused: tuple[str, ...] = ()
    most_load: int | None = None

    @property
    def size(self) -> int:
        """How many make the panel."""
        return sum(seat.wanted for seat in self.seats)

    def keeps_out(self, one: Candidate) -> str:
        """Why the rules keep somebody out: recused, drafter, avoids, load; empty where they do not."""
        if one.code in self.recused:
            return "recused"
        if one.organisation in self.drafters:
            return "drafter"
        if any(code in self.drafters for code in one.avoids):
            return "avoids"
        if self.most_load is not None and one.load >= self.most_load:
            return "load"
        return ""


class Announcement(NamedTuple):
    """What is published before the draw (抽取公告).

    `purpose` says what for. `public_source` names where a value comes from that nobody can know or choose before the
    draw (开奖号码, an index at close); empty when there is none. `commitment` binds the seed and the list.
    """

    rules: Rules
    candidates: tuple[Candidate, ...]
    purpose: str = ""
    public_source: str = ""
    commitment: str = ""

    def data(self) -> dict[str, Any]:
        """As JSON writes it, without the digests."""
        return {
            "algorithm": ALGORITHM,
            "purpose": self.purpose,
            "public_source": self.public_source,
            "rules": {
                "seats": [{"field": seat.field, "count": seat.wanted} for seat in self.rules.seats],
                "drafters": list(self.rules.drafters),
                "recused": list(self.rules.recused),
                "most_load": self.rules.most_load,
            },
            "candidates": [
                {
                    "code": one.code,
                    "organisation": one.organisation,
                    "fields": list(one.fields),
                    "avoids": list(one.avoids),
                    "load": one.load,
                }
                for one in self.candidates
            ],
        }
