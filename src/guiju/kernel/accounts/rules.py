"""Who may do what with accounts, and the two rules every room uses (权限规则)."""

from __future__ import annotations

from rules.predicates import always_allow

from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import holds, signed_in

rule_add("public", always_allow)
rule_add("signed_in", signed_in)
rule_add("accounts.users_manage", holds("system_administrator"))
rule_add("accounts.roles_grant", holds("security_administrator"))
rule_add("accounts.sign_ins_read", holds("audit_administrator"))
rule_add("history.read", holds("audit_administrator"))
