"""Verbs of the parties (机构的办理)."""

from guiju.apps.parties.services.committees import (
    committee_account_set,
    committee_add,
    committee_change,
    committee_link_set,
    committee_member_add,
    committee_member_end,
    committee_score_enter,
    committee_term_add,
)
from guiju.apps.parties.services.draws import draw_announce, draw_make, draw_prepare, draw_withdraw
from guiju.apps.parties.services.experts import expert_add, expert_change, expert_erase, expert_recusal_set
from guiju.apps.parties.services.merging import organisation_merge, organisation_merge_undo
from guiju.apps.parties.services.organisations import (
    organisation_add,
    organisation_change,
    organisation_close,
    organisation_link,
    organisation_rename,
)

__all__ = [
    "committee_account_set",
    "committee_add",
    "committee_change",
    "committee_link_set",
    "committee_member_add",
    "committee_member_end",
    "committee_score_enter",
    "committee_term_add",
    "draw_announce",
    "draw_make",
    "draw_prepare",
    "draw_withdraw",
    "expert_add",
    "expert_change",
    "expert_erase",
    "expert_recusal_set",
    "organisation_add",
    "organisation_change",
    "organisation_close",
    "organisation_link",
    "organisation_merge",
    "organisation_merge_undo",
    "organisation_rename",
]
