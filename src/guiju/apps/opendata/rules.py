"""Who may have dumps made (数据开放权限): those who keep the catalogue; anybody takes them."""

from __future__ import annotations

from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import holds

rule_add("opendata.make", holds("institute", "officer"))
