"""Who may do what with checks (查新权限): anybody may check; those who keep the catalogue settle unlisted numbers."""

from __future__ import annotations

from guiju.apps.validity.holding import HOLDING
from guiju.domain.language import Words
from guiju.kernel.accounts.holdings import holding_add
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import holds
from guiju.kernel.accounts.ways import Way, way_add

rule_add("validity.settle", holds("institute") | holds("officer"))

way_add(
    Way(
        "validity:unlisted",
        "validity.settle",
        Words("未收录标准号核实", "Numbers not in the catalogue"),
        Words("查新遇到而标准库没有的", "Met in checks, and to be settled"),
    )
)
holding_add(HOLDING)
