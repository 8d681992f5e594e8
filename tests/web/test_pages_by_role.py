"""Every page as everybody (页面 × 角色): each address of the site is visited by the public, by somebody without a role,
and by one person of each role; who gets in is what access.toml says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from guiju.kernel.accounts.access import rule_of
from guiju.kernel.accounts.models import Organisation
from guiju.kernel.accounts.roles import ADMINISTRATORS, ROLES
from guiju.kernel.accounts.services import membership_grant, organisation_create, unit_create, user_create
from guiju.web.oidc import provider_id, provider_settings

TABLE = tomllib.loads((Path(__file__).parent / "access.toml").read_text(encoding="utf-8"))
RULES: dict[str, list[str]] = TABLE["rules"]
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PUBLIC, NO_ROLE = "public", "no role"
SAMPLES = {"key": "A" * 43, "file": "0", "what": "report.json"}
FEW = (PUBLIC, NO_ROLE, *ADMINISTRATORS)
PASSWORD = "a long enough phrase"


class Page(NamedTuple):
    """One address: its name, path with sample arguments, rules, and whether it speaks of an object.

    An address of the API has a rule for each of its operations, that of reading first.
    """

    name: str
    path: str
    rules: tuple[str, ...]
    has_object: bool

    @property
    def rule(self) -> str:
        """The rule of reading it."""
        return self.rules[0]


def _patterns(resolver: URLResolver, before: tuple[URLPattern | URLResolver, ...] = ()) -> Iterator[tuple]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern, (*before, pattern))
        else:
            yield (*before, pattern)


def _sample(text: str, objects: dict[str, int], name: str) -> str:
    """The address with its arguments filled: those of known objects, else of nothing there is."""

    def fill(found: re.Match[str]) -> str:
        kind, argument = found[1] or "str", found[2]
        if argument == "pk" and name in objects:
            return str(objects[name])
        return "999999999" if kind == IntConverter.__name__ or kind == "int" else SAMPLES.get(argument, "none")

    text = re.sub(r"<(?:(\w+):)?(\w+)>", fill, text.replace("\\Z", ""))
    text = re.sub(r"\(\?P<(\w+)>[^()]*\)", lambda found: SAMPLES.get(found[1], "none"), text)
    return "/" + re.sub(r"[\^$]|\\(?=[.-])", "", text)


def pages(objects: dict[str, int]) -> list[Page]:
    """Every address of the site."""
    found = []
    for chain in _patterns(get_resolver()):
        pattern = chain[-1]
        text = "".join(str(part.pattern) for part in chain)
        spaces = [part.namespace for part in chain[:-1] if part.namespace]
        name = ":".join([*spaces, pattern.name or pattern.callback.__name__])
        path = _sample(text, objects, name)
        rules = tuple((rule_of(pattern.callback) or "").split()) or ("",)
        found.append(Page(name, path, rules, "<" in text))
    return found


@pytest.fixture
def organisation(db: None) -> Organisation:
    """The organisation of everybody whose role exists in laboratories; the objects of the table belong to it."""
    return organisation_create(actor=None, name="甲实验室", kind="laboratory", at=AT)


@pytest.fixture
def everybody(organisation: Organisation) -> dict[str, Client]:
    """A browser for the public, for somebody without a role, and for one person of each role."""
    browsers = {PUBLIC: Client(raise_request_exception=False)}
    for number, role in enumerate([NO_ROLE, *ROLES]):
        user = user_create(actor=None, username=f"p{number}", display_name=role, password=PASSWORD, at=AT)
        if role in ROLES:
            kinds = ROLES[role].kinds
            place = organisation
            if kinds and "laboratory" not in kinds:
                place = organisation_create(actor=None, name=role, kind=min(kinds), at=AT)
            membership_grant(
                actor=None, user=user, organisation=place, role=role, starts_on=date(2020, 1, 1), at=AT
            )  # fmt: skip
        browsers[role] = Client(raise_request_exception=False)
        browsers[role].force_login(user, "django.contrib.auth.backends.ModelBackend")
    return browsers


@pytest.fixture
def objects(organisation: Organisation) -> dict[str, int]:
    """Pages that speak of an object there is, by the name of their address; the others speak of nothing."""
    unit = unit_create(actor=None, organisation=organisation, name="检测一室", at=AT)
    of_organisation = ("organisation", "organisation-change", "organisation-close", "unit-add", "role-ask", "invite")
    user = user_create(actor=None, username="somebody", display_name="某人", password=PASSWORD, at=AT)
    of_person = ("person", "person-switch", "password-link", "role-grant", "factor-reset")
    return {f"accounts:{name}": organisation.pk for name in of_organisation} | {
        **{f"accounts:{name}": user.pk for name in of_person},
        "accounts:unit-change": unit.pk,
        "accounts:unit-close": unit.pk,
    }


@pytest.fixture(autouse=True)
def oidc(settings) -> None:
    """Single sign-on is set, at a provider that cannot be reached: its pages answer all the same."""
    settings.OIDC_ISSUER, settings.OIDC_ID = "http://127.0.0.1:9", provider_id("http://127.0.0.1:9")
    settings.SOCIALACCOUNT_PROVIDERS = provider_settings("http://127.0.0.1:9", client_id="guiju", secret="x")


def _lets_in(page: Page, who: str) -> bool:
    if page.name.startswith("api:") and RULES[page.rule] != ["public"]:
        return False  # a key opens these, a browser's session does not
    allowed = TABLE.get("pages", {}).get(page.name, RULES[page.rule])
    return "public" in allowed or who in allowed or ("signed_in" in allowed and who != PUBLIC)


def _visitors(page: Page, everybody: Iterable[str]) -> list[str]:
    """Everybody; a few where the page asks for no role, which therefore cannot open or close it."""
    return [who for who in everybody if RULES[page.rule] not in (["public"], ["signed_in"]) or who in FEW]


def _outcome(answer) -> str:
    """open, closed, or missing: there is no such object, which tells nobody anything."""
    if answer.status_code == 404:
        return "missing"
    if answer.status_code == 405 and answer.wsgi_request.path.startswith("/api/"):
        return "closed"
    to_sign_in = answer.status_code == 302 and "/accounts/sign-in/?next=" in answer["Location"]
    return "closed" if to_sign_in or answer.status_code in (401, 403) else "open"


def test_every_rule_of_a_page_is_in_the_table():
    missing = {rule for page in pages({}) for rule in page.rules} - set(RULES)
    assert missing == set(), f"say in tests/web/access.toml who {sorted(missing)} lets in"


def test_every_page_opens_to_those_the_table_says_and_to_nobody_else(everybody, objects):
    wrong = []
    for page in pages(objects):
        if RULES.get(page.rule, ["object"]) == ["object"] and page.name not in TABLE.get("pages", {}):
            continue
        for who in _visitors(page, everybody):
            browser = everybody[who]
            answer = browser.get(page.path)
            found, wanted = _outcome(answer), "open" if _lets_in(page, who) else "closed"
            nothing_there = found == "missing" and (page.has_object or wanted == "open")
            if answer.status_code == 500 or (found != wanted and not nothing_there):
                wrong.append(f"{page.name} {page.path} as {who}: {answer.status_code}, should be {wanted}")
    assert not wrong, "\n".join(wrong)


def test_the_table_names_only_roles_there_are():
    named = {who for rows in (RULES, TABLE.get("pages", {})) for allowed in rows.values() for who in allowed}
    assert named <= {*ROLES, "public", "signed_in", "object"}
