"""Rules on views: denied unless granted."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.views import View
from rules.permissions import remove_perm

from guiju.kernel.accounts.access import access, rule_of
from guiju.kernel.accounts.models import Membership, Organisation, User
from guiju.kernel.accounts.permission import permitted, rule_add
from guiju.kernel.accounts.predicates import holds, holds_there, owns
from guiju.kernel.accounts.reading import pages_read
from guiju.kernel.accounts.services import permission_require


@pytest.fixture(autouse=True)
def rules() -> Iterator[None]:
    rule_add("test.same_place", holds_there("laboratory"))
    rule_add("test.own", owns)
    yield
    remove_perm("test.same_place")
    remove_perm("test.own")


def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("seen")


def visit(rule: str, user: object, obj: object = None) -> HttpResponse:
    request = RequestFactory().get("/page/?q=1")
    request.user = user  # type: ignore[assignment]
    response: HttpResponse = access(rule, (lambda request: obj) if obj else None)(view)(request)
    return response


def test_a_public_page_is_open():
    assert visit("public", AnonymousUser()).content == b"seen"


def test_somebody_not_signed_in_is_sent_to_sign_in():
    response = visit("signed_in", AnonymousUser())
    assert response.status_code == 302
    assert response["Location"] == "/accounts/sign-in/?next=/page/%3Fq%3D1"


def test_somebody_without_the_role_is_refused(owner: User, system: User):
    assert visit("accounts.users_manage", system).status_code == 200
    with pytest.raises(PermissionDenied):
        visit("accounts.users_manage", owner)


def test_a_role_counts_where_it_is_held(owner: User, colleague: User, stranger: User, laboratory: Organisation):
    thing = SimpleNamespace(organisation_id=laboratory.pk)
    assert [permitted(who, "test.same_place", thing) for who in (owner, colleague, stranger)] == [True, True, False]
    assert not permitted(AnonymousUser(), "test.same_place", thing)
    assert not permitted(owner, "test.same_place")


def test_what_somebody_owns_is_closed_to_colleagues(owner: User, colleague: User, stranger: User):
    thing = SimpleNamespace(owner_id=owner.pk)
    assert visit("test.own", owner, thing).status_code == 200
    for who in (colleague, stranger):
        with pytest.raises(PermissionDenied):
            visit("test.own", who, thing)


def test_what_nobody_owns_is_closed_to_all(owner: User):
    assert not permitted(owner, "test.own", SimpleNamespace(owner_id=None))
    assert not permitted(AnonymousUser(), "test.own", SimpleNamespace(owner_id=None))


def test_an_unknown_rule_opens_nothing(owner: User):
    with pytest.raises(ImproperlyConfigured):
        permission_require(owner, "test.nobody_wrote_this")


def test_a_view_tells_its_rule():
    @access("signed_in")
    class Page(View):
        pass

    assert rule_of(access("public")(view)) == "public"
    assert rule_of(Page.as_view()) == "signed_in"
    assert rule_of(view) is None


def test_roles_are_asked_once_while_a_page_is_read_and_anew_whenever_something_is_changed(
    owner: User, laboratory: Organisation
):
    def view(request: HttpRequest) -> HttpResponse:
        with CaptureQueriesContext(connection) as asked:
            held = {permitted(owner, "test.lead"), permitted(owner, "test.lead", laboratory)}
        return HttpResponse(f"{len(asked)} {held}")

    def answer(method: str) -> str:
        return pages_read(view)(RequestFactory().generic(method, "/")).content.decode()

    rule_add("test.lead", holds("laboratory"))
    try:
        assert [answer("GET"), answer("GET"), answer("POST")] == ["1 {True}", "1 {True}", "2 {True}"]
        Membership.objects.filter(user=owner).delete()
        assert answer("GET") == "1 {False}"
    finally:
        remove_perm("test.lead")
