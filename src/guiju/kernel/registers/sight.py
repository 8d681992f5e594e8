"""Who sees and does what with the records of a register (可见范围): decided here and nowhere else.

A keeper sees everything. Others see records made public, those of their organisations, or all of them where the
register says so of government units or a role; and of each record the fields it is said they see.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from guiju.domain.registers import Field, Register
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import posts_of
from guiju.kernel.registers.tables import Record

GOVERNMENT = "bureau"
ALL, PUBLIC, WITHDRAWN = "all", "public", "withdrawn"


class Owned(Protocol):
    """A record, as far as it matters who it belongs to and whether it is public."""

    organisation_id: int | None
    disclosed_at: Any
    withdrawn_at: Any


@dataclass(frozen=True)
class Sight:
    """What one person may see and do in one register. `groups`: what they are, of `declarations.roles.READERS`."""

    register: Register
    keeps: bool
    discloses: bool
    enters: frozenset[int]
    organisations: frozenset[int]
    groups: frozenset[str]

    @cached_property
    def sees_all(self) -> bool:
        """Whether every record can be seen, not only public ones and one's own."""
        return self.keeps or self.discloses or bool(self.groups & set(self.register.see))

    @property
    def sees_something(self) -> bool:
        """Whether the register is anything to this person."""
        own = "own" in self.register.see and bool(self.organisations)
        return self.register.public or self.sees_all or own or bool(self.enters)

    def sees(self, row: Owned) -> bool:
        """Whether this record can be seen."""
        if self.keeps or self.is_own(row):
            return True
        if row.withdrawn_at is not None:
            return False
        return self.sees_all or (self.register.public and row.disclosed_at is not None)

    def is_own(self, row: Owned) -> bool:
        """Whether the record belongs to an organisation of this person, who may see it for that."""
        if row.organisation_id is None:
            return False
        return row.organisation_id in self.enters or (
            "own" in self.register.see and row.organisation_id in self.organisations
        )

    def is_inside(self, row: Owned) -> bool:
        """Whether the record is seen as those do who keep it or whose it is, beyond what is public of it."""
        return self.sees_all or self.is_own(row)

    def changes(self, row: Owned) -> bool:
        """Whether this record may be changed."""
        return self.keeps or (row.organisation_id in self.enters and row.withdrawn_at is None)

    @property
    def creates(self) -> bool:
        """Whether records may be entered."""
        return self.keeps or bool(self.enters)

    def fields(self, row: Owned | None = None) -> tuple[Field, ...]:
        """The fields seen of this record; without one, those seen of every record that is seen."""
        own = row is not None and self.is_own(row)
        return tuple(one for one in self.register.fields if self._sees_field(one, own=own))

    def written(self, row: Owned | None = None, *, settled: bool = False) -> tuple[Field, ...]:
        """The fields this person may write of this record, or of a new one.

        What steps write only keepers type, and what was handed in (`settled`, see `stages`) only they change.
        """
        fields = self.register.fields if row is None else self.fields(row)
        if self.keeps:
            return fields
        course = self.register.procedure
        later = course.later if settled and course is not None else None
        return tuple(
            one for one in fields if one.code not in self.register.decided and (later is None or one.code in later)
        )

    def _sees_field(self, one: Field, *, own: bool) -> bool:
        if self.keeps or not one.see or (own and "own" in one.see):
            return True
        return bool((self.groups | {"public"}) & set(one.see))

    def terms(self, *, withdrawn: bool = False) -> frozenset[str]:
        """What a search document of a record that is seen has one of."""
        if withdrawn:
            return frozenset({WITHDRAWN}) if self.keeps else frozenset()
        if self.sees_all:
            return frozenset({ALL})
        own = self.enters | (self.organisations if "own" in self.register.see else frozenset())
        return frozenset({*(f"org:{pk}" for pk in own), *([PUBLIC] if self.register.public else [])})

    def narrow(self, rows: QuerySet[Record]) -> QuerySet[Record]:
        """Those of these records that are seen, withdrawn ones left out."""
        rows = rows.filter(withdrawn_at=None)
        if self.sees_all:
            return rows
        own = self.enters | (self.organisations if "own" in self.register.see else frozenset())
        seen = Q(organisation_id__in=own) if own else Q(pk__in=())
        return rows.filter(seen | Q(disclosed_at__isnull=False) if self.register.public else seen)


def terms_of(row: Owned) -> tuple[str, ...]:
    """What the search document of a record says of who sees it."""
    if row.withdrawn_at is not None:
        return (WITHDRAWN,)
    public = (PUBLIC,) if row.disclosed_at is not None else ()
    return (ALL, *public, *((f"org:{row.organisation_id}",) if row.organisation_id else ()))


def sight_of(register: Register, person: User | AnonymousUser | None, on: date) -> Sight:
    """What a person may see and do on a day; None is the system itself."""
    if person is None:
        everything = frozenset[int]()
        return Sight(register, True, True, everything, everything, frozenset({"units"}))
    posts = posts_of(user=person, on=on) if isinstance(person, User) and person.is_active else []
    roles = frozenset(post.role for post in posts)
    government = any(post.kind == GOVERNMENT for post in posts)
    return Sight(
        register,
        keeps=bool(roles & set(register.keep)),
        discloses=bool(roles & set(register.disclose)),
        enters=frozenset(post.organisation_id for post in posts if post.role in (*register.enter, *register.keep)),
        organisations=frozenset(post.organisation_id for post in posts),
        groups=roles | ({"units"} if government else frozenset()),
    )
