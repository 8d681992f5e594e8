"""Who may do what with cases (纠错权限): anybody reports; those who keep the catalogue handle, as declared."""

from __future__ import annotations

from guiju.apps.cases.flow import FLOW
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import holds

rule_add("cases.handle", holds(*FLOW.handlers))
