"""Everything kept about a person (个人信息副本), for that person; nothing of other people."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from guiju.kernel.accounts.holdings import holdings_told
from guiju.kernel.accounts.models import Invitation, User
from guiju.kernel.history.models import Event
from guiju.kernel.history.queries import events_of

MOST = 20_000


def own_data(user: User) -> dict[str, Any]:
    """The account, roles, sessions, sign-ins, invitations, events, and what the rooms hold; moments in ISO 8601."""
    return {
        "account": {
            "number": user.pk,
            "username": user.username,
            "display_name": user.display_name,
            "email": user.email,
            "email_verified_at": _text(user.email_verified_at),
            "language": user.language,
            "joined_at": _text(user.joined_at),
        },
        "roles": [
            {
                "role": row.role,
                "organisation": row.organisation.name,
                "unit": row.unit.name if row.unit else None,
                "starts_on": _text(row.starts_on),
                "ends_on": _text(row.ends_on),
            }
            for row in user.memberships.select_related("organisation", "unit").order_by("pk")
        ],
        "roles_asked": [
            {"role": row.role, "organisation": row.organisation.name, "asked_at": _text(row.asked_at)}
            for row in user.role_requests.select_related("organisation").order_by("pk")
        ],
        "second_factor": [
            {"type": row.type, "since": _text(row.created_at), "last_used_at": _text(row.last_used_at)}
            for row in Authenticator.objects.filter(user=user).order_by("pk")
        ],
        "linked_accounts": [
            {"provider": row.provider, "subject": row.uid} for row in SocialAccount.objects.filter(user=user)
        ],
        "sessions": list(_rows(user.open_sessions, "began_at", "seen_at", "address", "agent")),
        "sign_ins": list(_rows(user.sign_ins, "at", "address", "outcome", "method")),
        "invitations": list(
            _rows(Invitation.objects.filter(user=user), "display_name", "email", "made_at", "used_at", "purpose")
        ),
        "erasure_requests": list(
            _rows(user.erasure_requests, "asked_at", "withdrawn_at", "settled_at", "refused_because")
        ),
        **holdings_told(user),
        "history_about_me": [
            {"number": event.sequence, "at": _text(event.at), "action": event.action, "content": event.payload.content}
            for event in events_of("user", str(user.pk))[:MOST]
        ],
        "history_by_me": [
            {
                "number": row.sequence,
                "at": _text(row.at),
                "action": row.action,
                "object": f"{row.object_kind}:{row.object_id}",
            }
            for row in Event.objects.filter(actor=user.actor).order_by("sequence")[:MOST]
        ],
    }


def _rows(rows: Any, *fields: str) -> Any:
    for row in rows.order_by("pk").values(*fields)[:MOST]:
        yield {name: _text(value) if hasattr(value, "isoformat") else value for name, value in row.items()}


def _text(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
