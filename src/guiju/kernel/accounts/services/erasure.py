"""Verbs of one's own data (个人信息): asking for erasure, and carrying it out (个人信息保护法 第四十七条)."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from guiju.kernel.accounts import errors
from guiju.kernel.accounts.holdings import HOLDINGS, holdings_erase
from guiju.kernel.accounts.models import ErasureRequest, Invitation, Membership, RoleRequest, User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.queries import actor_of, is_administrator
from guiju.kernel.accounts.services.recording import account_record
from guiju.kernel.accounts.services.sessions import sessions_end
from guiju.kernel.history.models import Event
from guiju.kernel.history.services import payload_erase

BECAUSE = "个人信息保护法 第四十七条"


@transaction.atomic
def erasure_request(*, actor: User, at: datetime) -> ErasureRequest:
    """Ask that one's personal data be erased; asking twice is asking once."""
    request, made = ErasureRequest.objects.get_or_create(
        user=actor, withdrawn_at=None, settled_at=None, defaults={"asked_at": at}
    )
    if made:
        account_record(actor, "erasure_requested", request, at=at)
    return request


@transaction.atomic
def erasure_withdraw(*, actor: User, at: datetime) -> None:
    """Take the request back while nobody has settled it."""
    for request in ErasureRequest.objects.filter(user=actor, withdrawn_at=None, settled_at=None):
        request.withdrawn_at = at
        request.save(update_fields=["withdrawn_at"])
        account_record(actor, "erasure_withdrawn", request, at=at)


@transaction.atomic
def erasure_refuse(*, actor: User, request: ErasureRequest, because: str, at: datetime) -> None:
    """Refuse, and say why: what the law obliges the installation to keep."""
    permission_require(actor, "accounts.users_manage")
    if not because.strip():
        raise errors.REASON_MISSING
    request = _open(request)
    request.settled_at, request.refused_because = at, because.strip()[:2000]
    request.save(update_fields=["settled_at", "refused_because"])
    account_record(actor, "erasure_refused", request, after={"because": request.refused_because}, at=at)


@transaction.atomic
def erasure_carry_out(*, actor: User, request: ErasureRequest, at: datetime) -> None:
    """Erase a person: the number stays, because history refers to it; name, address and second factor go.

    What rooms hold of the person is deleted. Payloads of history that tell of it or of the person are erased, and the
    chain says so. Roles end today. The sign-in log stays as long as the law asks. Somebody who holds an administrator's
    role gives it up first.
    """
    permission_require(actor, "accounts.users_manage")
    request = _open(request)
    user = User.objects.select_for_update().get(pk=request.user_id)
    if is_administrator(user, on=localdate(at)):
        raise errors.ADMINISTRATOR_UNTOUCHED
    _roles_end(actor, user, at)
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()
    sessions_end(user=user)
    holdings_erase(user, at)
    erased = {"display_name": "", "email": ""}
    invitations = Invitation.objects.filter(user=user)
    _payloads_erase(actor, user, [str(pk) for pk in invitations.values_list("pk", flat=True)], at)
    invitations.filter(used_at=None, revoked_at=None).update(revoked_at=at)
    invitations.update(**erased)
    user.username, user.display_name, user.email = f"erased-{user.pk}", "", ""
    user.email_verified_at, user.is_active, user.erased_at = None, False, at
    user.set_unusable_password()
    user.save()
    request.settled_at = at
    request.save(update_fields=["settled_at"])
    account_record(actor, "person_erased", user, evidence=BECAUSE, at=at)


def _roles_end(actor: User, user: User, at: datetime) -> None:
    today = localdate(at)
    for membership in Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gt=today), user=user):
        before, membership.ends_on = membership.ends_on, max(today, membership.starts_on)
        membership.save(update_fields=["ends_on"])
        was, now = {"ends_on": before}, {"ends_on": membership.ends_on}
        account_record(actor, "role_ended", membership, before=was, after=now, evidence=BECAUSE, at=at)
    RoleRequest.objects.filter(user=user, settled_at=None).update(settled_at=at)


def _payloads_erase(actor: User, user: User, invitations: list[str], at: datetime) -> None:
    about = Q(object_kind="user", object_id=str(user.pk)) | Q(object_kind="invitation", object_id__in=invitations)
    held = Q(actor=user.actor, object_kind__in=[holding.kind for holding in HOLDINGS])
    events = Event.objects.filter(about | held, payload__erased_at=None).exclude(payload=None)
    for sequence in events.order_by("sequence").values_list("sequence", flat=True):
        payload_erase(sequence=sequence, actor=actor_of(actor), because=BECAUSE, at=at)


def _open(request: ErasureRequest) -> ErasureRequest:
    request = ErasureRequest.objects.select_for_update().get(pk=request.pk)
    if request.settled_at is not None or request.withdrawn_at is not None:
        raise errors.SETTLED
    return request
