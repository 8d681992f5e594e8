"""Who may do what with saved searches (存检索权限): whoever has an account saves, only the owner sees and changes."""

from __future__ import annotations

from guiju.apps.searches.holding import HOLDING
from guiju.domain.language import Words
from guiju.kernel.accounts.holdings import holding_add
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import owns, signed_in
from guiju.kernel.accounts.ways import Way, way_add

rule_add("searches.save", signed_in)
rule_add("searches.own", owns)

way_add(
    Way(
        "searches:mine",
        "searches.save",
        Words("存下的检索", "Saved searches"),
        Words("有多少新增和变化", "How much in them is new or changed"),
    )
)
holding_add(HOLDING)
