"""Verbs of people, organisations and roles. `actor` None is the system itself (setup, imports)."""

from guiju.kernel.accounts.permission import permission_require, permitted
from guiju.kernel.accounts.services.organisations import (
    organisation_change,
    organisation_close,
    organisation_create,
    unit_change,
    unit_close,
    unit_create,
)
from guiju.kernel.accounts.services.people import (
    language_choose,
    password_change,
    profile_change,
    user_create,
    user_switch,
)
from guiju.kernel.accounts.services.roles import membership_grant, membership_revoke, role_request
from guiju.kernel.accounts.services.sessions import sessions_purge, sign_in_log, sign_ins_purge

__all__ = [
    "language_choose",
    "membership_grant",
    "membership_revoke",
    "organisation_change",
    "organisation_close",
    "organisation_create",
    "password_change",
    "permission_require",
    "permitted",
    "profile_change",
    "role_request",
    "sessions_purge",
    "sign_in_log",
    "sign_ins_purge",
    "unit_change",
    "unit_close",
    "unit_create",
    "user_create",
    "user_switch",
]
