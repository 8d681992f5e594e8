"""Who may do what with parties (机构、专家权限): everybody reads organisations; institutes and officers keep them, and
each organisation's own people keep its record. Experts are seen by keepers and by themselves."""

from __future__ import annotations

from guiju.apps.parties.holding import HOLDING
from guiju.apps.parties.recording import DRAW
from guiju.domain.language import Words
from guiju.kernel.accounts.holdings import holding_add
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import holds, holds_there, owns
from guiju.kernel.accounts.ways import Way, way_add
from guiju.kernel.history.publicity import public_kind_add

KEEPERS = ("institute", "officer")
OWN = ("enterprise", "association", "laboratory", "manager", *KEEPERS)

rule_add("parties.keep", holds(*KEEPERS))
rule_add("parties.sheet_own", holds(*KEEPERS) & owns)
rule_add("parties.organisation_edit", holds(*KEEPERS) | holds_there(*OWN))
# The secretariat acts for its committee, where the committee has a body of the accounts.
rule_add("parties.committee_edit", holds(*KEEPERS) | holds_there("secretariat"))
rule_add("parties.experts_keep", holds(*KEEPERS))
rule_add("parties.expert_edit", holds(*KEEPERS) | owns)
rule_add("parties.expert_erase", holds(*KEEPERS) | owns)
rule_add("parties.draw_make", holds(*KEEPERS))
rule_add("parties.draw_edit", holds_there(*KEEPERS))
# Announcements and results of draws: digests, rules and codes, no word about a person.
public_kind_add(DRAW)
holding_add(HOLDING)

way_add(
    Way(
        "parties:experts",
        "parties.experts_keep",
        Words("专家库", "Experts"),
        Words("入库、回避和评审次数", "Listing, recusals and panels sat on"),
    )
)
way_add(
    Way(
        "parties:duplicates",
        "parties.keep",
        Words("可能重复的机构", "Organisations that may be the same"),
        Words("核对后合并，可撤销", "Compare and merge; can be undone"),
    )
)
