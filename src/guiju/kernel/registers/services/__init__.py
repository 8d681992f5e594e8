"""Verbs of the registers (登记簿的办理)."""

from guiju.kernel.registers.services.courses import record_case_open, record_facts, record_hand_in, record_step_take
from guiju.kernel.registers.services.declarations import declaration_apply, declaration_plan
from guiju.kernel.registers.services.disclosing import record_conceal, record_disclose
from guiju.kernel.registers.services.drafts import draft_drop, draft_keep
from guiju.kernel.registers.services.records import record_change, record_create, record_restore, record_withdraw

__all__ = [
    "declaration_apply",
    "declaration_plan",
    "draft_drop",
    "draft_keep",
    "record_case_open",
    "record_change",
    "record_conceal",
    "record_create",
    "record_disclose",
    "record_facts",
    "record_hand_in",
    "record_restore",
    "record_step_take",
    "record_withdraw",
]
