"""Who may do what with collections (专题库权限): the house's keepers of standards make them for their organisation."""

from __future__ import annotations

from guiju.apps.collections.models import Collection
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import Person, condition, holds, holds_there
from guiju.kernel.accounts.ways import Way, way_add

MAKERS = ("institute", "officer", "association", "secretariat", "laboratory", "enterprise")
# Who carries out the information-disclosure step (信息公开审查) for an organisation.
APPROVERS = ("institute", "officer", "association")


@condition("collections.named_editor")
def named_editor(person: Person, obj: Collection | None) -> bool:
    """Whoever was named an editor of the collection."""
    if not isinstance(person, User) or not person.is_active or obj is None:
        return False
    return obj.editors.filter(user=person).exists()


rule_add("collections.make", holds(*MAKERS))
rule_add("collections.edit", holds_there(*MAKERS) | named_editor)
rule_add("collections.manage", holds_there(*MAKERS))
rule_add("collections.publish", holds_there(*APPROVERS))

way_add(
    Way(
        "collections:index",
        "collections.make",
        Words("专题库", "Collections"),
        Words("新建、编辑和审查公开", "Make, edit and publish them"),
    )
)
