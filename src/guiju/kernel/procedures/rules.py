"""Who may do what with cases (事项权限); which move somebody may make is the procedure's own to say."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from guiju.domain.language import Words
from guiju.domain.procedures.model import APPLICANTS
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import condition, holds, holds_there, signed_in
from guiju.kernel.accounts.ways import Waits, Way, waits_add, way_add
from guiju.kernel.procedures.queries import may_see, waiting_count


@condition("sees_case")
def sees_case(person: User | AnonymousUser, case: object) -> bool:
    """Whoever has a part in the case: its applicant, those who handle it, those asked, and who stands for them."""
    return isinstance(person, User) and person.is_active and may_see(person, case, on=timezone.localdate())


rule_add("procedures.open", holds_there(*APPLICANTS) | holds("officer"))
rule_add("procedures.see", sees_case)
rule_add("procedures.work", signed_in)
rule_add("procedures.assign", sees_case)

way_add(
    Way(
        "procedures:work",
        "procedures.work",
        Words("我的待办", "What I must do"),
        Words("轮到您办理的事项，按期限排列", "Cases that wait for you, by deadline"),
    )
)
_WAITING = Words("{n} 件事项待办理", "Cases that wait for you: {n}")
waits_add(lambda person: Waits("procedures:work", _WAITING, waiting_count(person, on=timezone.localdate())))
