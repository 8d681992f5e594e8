"""Who may change the catalogue (标准库权限): anybody reads it, institutes and officers keep it."""

from __future__ import annotations

from guiju.domain.language import Words
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import holds, owns
from guiju.kernel.accounts.ways import Way, way_add
from guiju.kernel.history.publicity import public_kind_add

# Facts about standards, their relations, and when sources were read: nothing in them is about a person.
public_kind_add("edition", "number", "source")
rule_add("catalogue.edit", holds("institute", "officer"))
rule_add("catalogue.import", holds("institute", "officer"))
# A list on its way in belongs to whoever handed it in; once it is in, all who may import see how it came.
rule_add("catalogue.import_own", holds("institute", "officer") & owns)

way_add(
    Way(
        "catalogue:imports",
        "catalogue.import",
        Words("导入标准目录", "Import a list of standards"),
        Words("先看会改变什么，再写入", "See what would change, then let it in"),
    )
)
