"""Who may do what with checks (查新权限): anybody may check; those who keep the catalogue settle unlisted numbers."""

from __future__ import annotations

from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import holds

rule_add("validity.settle", holds("institute") | holds("officer"))
