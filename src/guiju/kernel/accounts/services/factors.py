"""Verbs of the second factor (第二因素): time-based codes (RFC 6238) and recovery codes, kept by allauth.mfa."""

from __future__ import annotations

import hmac
import re
from datetime import datetime
from typing import Literal
from urllib.parse import quote, urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction

from guiju.kernel.accounts import errors
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.accounts.services.recording import account_record

Way = Literal["totp", "recovery"]
STEP_SECONDS, TOLERANCE = 30, 1
_TOTP, _CODES = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES
_SIX = re.compile(r"[0-9]{6}")


def factor_secret() -> str:
    """A fresh secret for an authenticator app, in base 32."""
    return str(generate_totp_secret())


def factor_address(user: User, secret: str) -> str:
    """The otpauth address an app reads from a QR code."""
    return f"otpauth://totp/Guiju:{quote(user.username)}?{urlencode({'secret': secret, 'issuer': 'Guiju'})}"


@transaction.atomic
def factor_set(*, actor: User, secret: str, code: str, at: datetime) -> list[str]:
    """Begin to use an app, shown by a code of it; returns recovery codes, shown once.

    Raises `AccountError` when the code does not fit.
    """
    step = _step(secret, code, at)
    if step is None:
        raise errors.CODE_WRONG
    Authenticator.objects.filter(user=actor).delete()
    data = {"secret": encrypt(secret), "last_step": step}
    Authenticator.objects.create(user=actor, type=_TOTP, data=data, created_at=at)
    account_record(actor, "factor_set", actor, at=at)
    return list(RecoveryCodes.activate(actor).generate_codes())


@transaction.atomic
def factor_check(*, user: User, code: str, at: datetime) -> Way | None:
    """Which second factor this code is of: the app, or an unused recovery code; each code once. None: neither."""
    row = Authenticator.objects.select_for_update().filter(user=user, type=_TOTP).first()
    if row is None:
        return None
    code = "".join(code.split())[:40]
    step = _step(decrypt(row.data["secret"]), code, at)
    if step is not None and step > row.data["last_step"]:
        row.data["last_step"], row.last_used_at = step, at
        row.save(update_fields=["data", "last_used_at"])
        return "totp"
    codes = Authenticator.objects.filter(user=user, type=_CODES).first()
    if step is None and codes is not None and code.isdecimal() and RecoveryCodes(codes).validate_code(code):
        account_record(user, "recovery_code_used", user, at=at)
        return "recovery"
    return None


def recovery_codes_left(*, user: User) -> int:
    """How many recovery codes are unused."""
    codes = Authenticator.objects.filter(user=user, type=_CODES).first()
    return len(RecoveryCodes(codes).get_unused_codes()) if codes else 0


@transaction.atomic
def recovery_codes_renew(*, actor: User, at: datetime) -> list[str]:
    """New recovery codes, shown once; the old ones open nothing any more."""
    if not Authenticator.objects.filter(user=actor, type=_TOTP).exists():
        raise errors.CODE_WRONG
    Authenticator.objects.filter(user=actor, type=_CODES).delete()
    account_record(actor, "recovery_codes_renewed", actor, at=at)
    return list(RecoveryCodes.activate(actor).generate_codes())


@transaction.atomic
def factor_remove(*, actor: User | None, user: User, at: datetime) -> None:
    """Do without the second factor: one's own, or somebody's who lost it, by the security administrator."""
    if actor != user:
        permission_require(actor, "accounts.roles_grant")
    if Authenticator.objects.filter(user=user).delete()[0]:
        account_record(actor, "factor_removed", user, at=at)


def _step(secret: str, code: str, at: datetime) -> int | None:
    """The step of time a code belongs to, one step early or late allowed."""
    if not _SIX.fullmatch(code):
        return None
    now = int(at.timestamp()) // STEP_SECONDS
    for step in range(now - TOLERANCE, now + TOLERANCE + 1):
        if hmac.compare_digest(f"{hotp_value(secret, step):06}", code):
            return step
    return None
