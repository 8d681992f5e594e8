"""Who may give organisations other quotas (配额权限)."""

from __future__ import annotations

from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import holds

rule_add("quotas.manage", holds("system_administrator"))
