"""Who may change the catalogue (标准库权限): anybody reads it, institutes and officers keep it."""

from __future__ import annotations

from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import holds, owns
from guiju.kernel.history.publicity import public_kind_add

# Facts about standards, their relations, and when sources were read: nothing in them is about a person.
public_kind_add("edition", "number", "source")
rule_add("catalogue.edit", holds("institute", "officer"))
rule_add("catalogue.import", holds("institute", "officer"))
# A list on its way in belongs to whoever handed it in; once it is in, all who may import see how it came.
rule_add("catalogue.import_own", holds("institute", "officer") & owns)
