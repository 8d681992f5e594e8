"""Verbs of cases (事项办理): each is one transaction with one event; the procedure refuses what is not allowed."""

from guiju.kernel.procedures.dues import cases_look
from guiju.kernel.procedures.services.cases import case_lapse, case_move, case_open
from guiju.kernel.procedures.services.documents import document_add
from guiju.kernel.procedures.services.opinions import opinion_give, opinions_ask
from guiju.kernel.procedures.services.people import delegation_make, delegation_revoke, duty_assign
from guiju.kernel.procedures.services.ticking import calendar_follow, case_clock, case_migrate, cases_tick

__all__ = [
    "calendar_follow",
    "case_clock",
    "case_lapse",
    "case_migrate",
    "case_move",
    "case_open",
    "cases_look",
    "cases_tick",
    "delegation_make",
    "delegation_revoke",
    "document_add",
    "duty_assign",
    "opinion_give",
    "opinions_ask",
]
