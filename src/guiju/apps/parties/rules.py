"""Who may do what with parties (机构权限): everybody reads organisations; institutes and officers keep them, and each
organisation's own people keep its record."""

from __future__ import annotations

from guiju.domain.language import Words
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import holds, holds_there
from guiju.kernel.accounts.ways import Way, way_add

KEEPERS = ("institute", "officer")
OWN = ("enterprise", "association", "laboratory", "manager", *KEEPERS)

rule_add("parties.keep", holds(*KEEPERS))
rule_add("parties.organisation_edit", holds(*KEEPERS) | holds_there(*OWN))

way_add(
    Way(
        "parties:duplicates",
        "parties.keep",
        Words("可能重复的机构", "Organisations that may be the same"),
        Words("核对后合并，可撤销", "Compare and merge; can be undone"),
    )
)
