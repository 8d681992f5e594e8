"""Reads of people, organisations and roles."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from guiju.kernel.accounts.models import (
    ErasureRequest,
    FactorRule,
    Invitation,
    Membership,
    Organisation,
    RoleRequest,
    SignIn,
    Unit,
    User,
)
from guiju.kernel.accounts.periods import days_of
from guiju.kernel.accounts.reading import once_a_page
from guiju.kernel.accounts.roles import ADMINISTRATORS
from guiju.kernel.accounts.tokens import token_digest
from guiju.kernel.history.models import Event


def actor_of(person: User | AnonymousUser | None) -> str:
    """How history names a person: "user:12", "public" for somebody not signed in, "system" for nobody."""
    if person is None:
        return "system"
    return person.actor if isinstance(person, User) else "public"


def memberships_on(day: date) -> QuerySet[Membership]:
    """The memberships in force on a day; none in an organisation that is closed by then."""
    rows = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
    return rows.filter(Q(organisation__closed_on=None) | Q(organisation__closed_on__gt=day))


def memberships_of(*, user: User, on: date) -> QuerySet[Membership]:
    """A person's memberships in force on a day, with organisation and unit."""
    return memberships_on(on).filter(user=user).select_related("organisation", "unit").order_by("pk")


def memberships_usable(*, user: User, on: date) -> QuerySet[Membership]:
    """A person's memberships that open something on a day (see `roles_usable`), with organisation and unit."""
    return _usable(user, on).select_related("organisation", "unit").order_by("pk")


def roles_of(*, user: User, on: date) -> frozenset[str]:
    """The roles a person holds on a day, anywhere."""
    return frozenset(memberships_on(on).filter(user=user).values_list("role", flat=True))


def roles_usable(*, user: User, on: date) -> frozenset[str]:
    """The roles of a person that open something on a day: those that need a second factor do once there is one."""
    return frozenset(post.role for post in _posts(user, on))


def organisations_where(*, user: User, roles: Collection[str], on: date) -> frozenset[int]:
    """The organisations in which a person holds one of the roles on a day, usable then."""
    return frozenset(post.organisation_id for post in _posts(user, on) if post.role in roles)


def roles_without_factor(*, user: User, on: date) -> frozenset[str]:
    """The roles of a person that open nothing on a day for want of a second factor."""
    return roles_of(user=user, on=on) - roles_usable(user=user, on=on)


def is_administrator(user: User, *, on: date) -> bool:
    """Whether a person is one of the three administrators on a day, or will be."""
    held = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), user=user, role__in=ADMINISTRATORS)
    return held.exists()


def has_factor(user: User) -> bool:
    """Whether a person has a second factor."""
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def factor_rules(*, on: date) -> QuerySet[FactorRule]:
    """The rules of second factors in force on a day or later."""
    return FactorRule.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on)).order_by("role", "starts_on")


def invitation_with(token: str) -> Invitation | None:
    """The invitation of a token, open or not."""
    if not token:
        return None
    return Invitation.objects.select_related("organisation", "user").filter(token_digest=token_digest(token)).first()


def organisations(*, text: str = "", closed: bool = False) -> QuerySet[Organisation]:
    """Organisations whose name or code holds a text, in order of name."""
    rows = Organisation.objects.filter(closed_on__isnull=not closed).order_by("name", "pk")
    text = text.strip()[:100]
    return rows.filter(Q(name__icontains=text) | Q(name_en__icontains=text) | Q(uscc=text.upper())) if text else rows


def people(*, text: str = "") -> QuerySet[User]:
    """People whose user name, name or e-mail holds a text, in order of user name; erased ones are not listed."""
    rows = User.objects.filter(erased_at=None).order_by("username")
    text = text.strip()[:100]
    found = Q(username__icontains=text) | Q(display_name__icontains=text) | Q(email__iexact=text)
    return rows.filter(found) if text else rows


def managed_by(*, user: User, on: date) -> QuerySet[Organisation]:
    """The organisations a person manages on a day."""
    return Organisation.objects.filter(pk__in=organisations_where(user=user, roles=["manager"], on=on)).order_by("name")


def units_of(organisation: Organisation) -> list[tuple[int, Unit]]:
    """The units of an organisation as a tree: depth and unit, closed ones too, parents before children."""
    below: dict[int | None, list[Unit]] = {}
    for unit in organisation.units.order_by("name", "pk"):
        below.setdefault(unit.parent_id, []).append(unit)
    tree: list[tuple[int, Unit]] = []
    waiting = [(0, unit) for unit in reversed(below.get(None, []))]
    while waiting:
        depth, unit = waiting.pop()
        tree.append((depth, unit))
        waiting += [(depth + 1, child) for child in reversed(below.get(unit.pk, []))]
    return tree


def role_requests_open() -> QuerySet[RoleRequest]:
    """Roles asked for and not settled, oldest first."""
    rows = RoleRequest.objects.filter(settled_at=None, user__is_active=True)
    return rows.select_related("user", "organisation", "unit", "asked_by").order_by("asked_at", "pk")


def erasure_requests_open() -> QuerySet[ErasureRequest]:
    """Requests for erasure that wait, oldest first."""
    return ErasureRequest.objects.filter(settled_at=None, withdrawn_at=None).select_related("user").order_by("asked_at")


def sign_ins(*, user: User | None = None, name: str = "", outcome: str = "", address: str = "") -> QuerySet[SignIn]:
    """The sign-in log, newest first."""
    rows = SignIn.objects.order_by("-at", "-pk")
    if user is not None:
        rows = rows.filter(user=user)
    if name:
        rows = rows.filter(username__iexact=name[:150])
    if outcome:
        rows = rows.filter(outcome=outcome)
    return rows.filter(address=address) if address else rows


def refusals_of_code(*, user: User, since: datetime) -> int:
    """How many wrong second factors a person gave since a moment."""
    return SignIn.objects.filter(user=user, outcome="code_refused", at__gte=since).count()


def _usable(user: User, on: date) -> QuerySet[Membership]:
    needs = FactorRule.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), role=OuterRef("role"), starts_on__lte=on)
    factor = Authenticator.objects.filter(user=OuterRef("user_id"), type=Authenticator.Type.TOTP)
    return memberships_on(on).filter(user=user).filter(~Exists(needs) | Exists(factor))


def _posts(user: User, on: date) -> tuple[Post, ...]:
    def ask() -> tuple[Post, ...]:
        rows = _usable(user, on).values_list("organisation_id", "organisation__kind", "role")
        return tuple(Post(*row) for row in rows)

    return once_a_page(("posts", user.pk, on), ask)


def memberships_ending(*, on: date) -> QuerySet[Membership]:
    """Roles that end soon after a day, soonest first."""
    until = on + timedelta(days=days_of("role_ending_soon", on=on))
    rows = memberships_on(on).filter(ends_on__lte=until).select_related("user", "organisation")
    return rows.order_by("ends_on", "pk")


def people_locked(*, at: datetime) -> list[str]:
    """The names that were locked out within the last hour, as they were typed."""
    rows = SignIn.objects.filter(outcome="locked_out", at__gte=at - timedelta(hours=1))
    return sorted(set(rows.values_list("username", flat=True)[:500]))[:50]


def actors_named(events: Iterable[Event]) -> dict[str, str]:
    """The names people who act in these events go by today; erased ones have none."""
    numbers = {event.actor for event in events if event.actor.startswith("user:")}
    people = User.objects.filter(pk__in=[int(text.removeprefix("user:")) for text in numbers])
    return {user.actor: user.username for user in people}


def roles_of_actors(actors: Collection[str]) -> dict[str, list[Membership]]:
    """By the name history gives a person ("user:12"), every role held at any time; nobody is named by it."""
    keys = [int(actor.removeprefix("user:")) for actor in actors if actor.removeprefix("user:").isdecimal()]
    found: dict[str, list[Membership]] = {}
    if not keys:
        return found
    for membership in Membership.objects.filter(user__in=keys).order_by("pk"):
        found.setdefault(f"user:{membership.user_id}", []).append(membership)
    return found


class Post(NamedTuple):
    """A role held in an organisation of a kind."""

    organisation_id: int
    kind: str
    role: str


def posts_of(*, user: User, on: date) -> list[Post]:
    """The roles of a person that open something on a day, each with its organisation and the kind of that; not those
    of administrators, who handle no business."""
    return [post for post in _posts(user, on) if post.role not in ADMINISTRATORS]


def organisation_names(keys: Iterable[int | None]) -> dict[int, str]:
    """The names of these organisations."""
    rows = Organisation.objects.filter(pk__in=[key for key in keys if key is not None])
    return dict(rows.values_list("pk", "name"))


def organisation_named(name: str) -> Organisation | None:
    """The organisation of this name, the first of several."""
    return Organisation.objects.filter(name=name).order_by("pk").first() if name else None
