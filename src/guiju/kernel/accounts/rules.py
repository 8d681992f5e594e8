"""Who may do what with accounts, and the two rules every room uses (权限规则)."""

from __future__ import annotations

from rules.predicates import always_allow

from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import holds, holds_there, signed_in

rule_add("public", always_allow)
rule_add("signed_in", signed_in)
rule_add("accounts.users_manage", holds("system_administrator"))
rule_add("accounts.roles_grant", holds("security_administrator"))
rule_add("accounts.sign_ins_read", holds("audit_administrator"))
rule_add("history.read", holds("audit_administrator"))

# The system administrator keeps every organisation, its manager that one: units, invitations, asking for roles.
rule_add("accounts.units_manage", holds("system_administrator") | holds_there("manager"))
rule_add("accounts.members_manage", holds("system_administrator") | holds_there("manager"))
# Who may look at organisations and people: those who keep them and those who grant roles.
rule_add("accounts.people_see", holds("system_administrator", "security_administrator"))
rule_add(
    "accounts.organisation_see",
    holds("system_administrator", "security_administrator") | holds_there("manager"),
)
