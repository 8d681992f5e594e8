"""Home pages of the three administrators (三员首页): to each what waits, and nothing of the others' business."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guiju.domain.language import Words
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.models import ErasureRequest, FactorRule, Invitation, Organisation, RoleRequest
from guiju.kernel.accounts.queries import (
    erasure_requests_open,
    factor_rules,
    memberships_ending,
    people_locked,
    role_requests_open,
)
from guiju.kernel.accounts.roles import ROLES
from guiju.kernel.accounts.services.erasure import erasure_carry_out, erasure_refuse
from guiju.kernel.accounts.services.roles import (
    factor_release,
    factor_require,
    role_request_decline,
    role_request_grant,
)
from guiju.kernel.accounts.views.acting import acted, day_of, me, role_options

SHOWN = 50
_GRANTED = Words("已授予。", "Granted.")
_DECLINED = Words("已退回。", "Declined.")
_SAVED = Words("已保存。", "Saved.")
_ERASED = Words("已删除该人的个人信息。", "The person's data were erased.")


@access("accounts.users_manage")
@never_cache
@require_safe
def system(request: HttpRequest) -> HttpResponse:
    """What waits for the system administrator: links not used, requests for erasure, organisations nobody manages."""
    now, today = timezone.now(), timezone.localdate()
    unused = Invitation.objects.filter(used_at=None, revoked_at=None).select_related("organisation")
    managed = Organisation.objects.filter(memberships__role="manager").values("pk")
    context = {
        "invitations": [(row, row.state(now)) for row in unused.order_by("expires_at")[:SHOWN]],
        "erasures": erasure_requests_open()[:SHOWN],
        "unmanaged": Organisation.objects.filter(closed_on=None).exclude(pk__in=managed).order_by("name")[:SHOWN],
        "locked": people_locked(at=now),
        "today": today,
    }
    return render(request, "accounts/system.html", context)


@access("accounts.roles_grant")
@never_cache
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """What waits for the security administrator: roles asked for, roles that end soon, rules of the second factor."""
    today = timezone.localdate()
    context = {
        "asked": [(row, ROLES[row.role]) for row in role_requests_open()[:SHOWN]],
        "ending": [(row, ROLES[row.role]) for row in memberships_ending(on=today)[:SHOWN]],
        "rules": [(row, ROLES[row.role]) for row in factor_rules(on=today) if row.role in ROLES],
        "role_options": role_options(ROLES.values()),
        "today": today,
    }
    return render(request, "accounts/security.html", context)


@access("accounts.roles_grant")
@require_POST
def request_grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant what was asked for."""
    asked, person = get_object_or_404(RoleRequest, pk=pk), me(request)

    def act() -> None:
        starts_on, ends_on = day_of(request, "starts_on") or timezone.localdate(), day_of(request, "ends_on")
        role_request_grant(actor=person, request=asked, starts_on=starts_on, ends_on=ends_on, at=timezone.now())

    return acted(request, act, _GRANTED, "accounts:security")


@access("accounts.roles_grant")
@require_POST
def request_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline what was asked for."""
    asked, person = get_object_or_404(RoleRequest, pk=pk), me(request)
    return acted(
        request,
        lambda: role_request_decline(actor=person, request=asked, at=timezone.now()),
        _DECLINED,
        "accounts:security",
    )


@access("accounts.roles_grant")
@require_POST
def factor_rule_add(request: HttpRequest) -> HttpResponse:
    """Ask a second factor of the holders of a role, from a day on."""
    person = me(request)

    def act() -> None:
        day = day_of(request, "starts_on") or timezone.localdate()
        factor_require(actor=person, role=request.POST.get("role", ""), starts_on=day, at=timezone.now())

    return acted(request, act, _SAVED, "accounts:security")


@access("accounts.roles_grant")
@require_POST
def factor_rule_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask it no longer."""
    rule, person = get_object_or_404(FactorRule, pk=pk), me(request)
    return acted(
        request, lambda: factor_release(actor=person, rule=rule, at=timezone.now()), _SAVED, "accounts:security"
    )


@access("accounts.users_manage")
@require_POST
def erasure(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry out a request for erasure, or refuse it with a reason."""
    asked, person = get_object_or_404(ErasureRequest, pk=pk), me(request)

    def act() -> None:
        because = request.POST.get("because", "")
        if request.POST.get("refuse") == "1":
            erasure_refuse(actor=person, request=asked, because=because, at=timezone.now())
        else:
            erasure_carry_out(actor=person, request=asked, at=timezone.now())

    done = _SAVED if request.POST.get("refuse") == "1" else _ERASED
    return acted(request, act, done, "accounts:system")
