"""Who may do what with cases (纠错权限): anybody reports; those who keep the catalogue handle, as declared."""

from __future__ import annotations

from guiju.apps.cases.flow import FLOW
from guiju.domain.language import Words
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import holds
from guiju.kernel.accounts.ways import Way, way_add

rule_add("cases.handle", holds(*FLOW.handlers))

way_add(
    Way(
        "cases:queue",
        "cases.handle",
        Words("纠错办理", "Reported errors"),
        Words("读者指出的错误", "Errors readers reported"),
    )
)
