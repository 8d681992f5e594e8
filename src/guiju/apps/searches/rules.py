"""Who may do what with saved searches (存检索权限): whoever has an account saves, only the owner sees and changes."""

from __future__ import annotations

from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import owns, signed_in

rule_add("searches.save", signed_in)
rule_add("searches.own", owns)
