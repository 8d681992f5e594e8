"""Verbs of the validity check: every face (page, command, job) calls the same ones."""

from guiju.apps.validity.services.checks import (
    check_delete,
    check_repeat,
    check_request,
    check_revise,
    check_run,
    check_save,
)
from guiju.apps.validity.services.purge import checks_purge
from guiju.apps.validity.services.unlisted import number_reopen, number_settle, numbers_count

__all__ = [
    "check_delete",
    "check_repeat",
    "check_request",
    "check_revise",
    "check_run",
    "check_save",
    "checks_purge",
    "number_reopen",
    "number_settle",
    "numbers_count",
]
