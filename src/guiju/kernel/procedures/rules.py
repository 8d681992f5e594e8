"""Who may do what with cases (事项权限); which move somebody may make is the procedure's own to say."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from guiju.domain.language import Words
from guiju.domain.procedures.model import APPLICANTS
from guiju.kernel.accounts.holdings import Holding, holding_add
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import condition, holds, holds_there, signed_in
from guiju.kernel.accounts.ways import Waits, Way, waits_add, way_add
from guiju.kernel.procedures.checking import numbers_wait
from guiju.kernel.procedures.desk import desk_add
from guiju.kernel.procedures.models import CaseDuty, CaseOpinion, CaseStep, Delegation
from guiju.kernel.procedures.queries import may_see, waiting_count


@condition("sees_case")
def sees_case(person: User | AnonymousUser, case: object) -> bool:
    """Whoever has a part in the case: its applicant, those who handle it, those asked, and who stands for them."""
    return isinstance(person, User) and person.is_active and may_see(person, case, on=timezone.localdate())


def _told(user: User) -> list[dict[str, Any]]:
    steps = CaseStep.objects.filter(user=user).order_by("pk")[:5_000]
    given = CaseOpinion.objects.filter(user=user, given_at__isnull=False).order_by("pk")[:5_000]
    told = [{"case": s.case_id, "move": s.move, "at": s.at.isoformat(), "note": s.note} for s in steps]
    return told + [{"case": o.case_id, "says": o.says, "text": o.text} for o in given]


def _end(user: User, at: datetime) -> None:
    """What they did in cases stays, as official records do, without their name; their deputies act no longer."""
    Delegation.objects.filter(Q(giver=user) | Q(deputy=user), revoked_at=None).update(revoked_at=at)
    CaseDuty.objects.filter(user=user).delete()


holding_add(Holding("cases", "procedure.delegation", _told, _end))
rule_add("procedures.open", holds_there(*APPLICANTS) | holds("officer"))
rule_add("procedures.see", sees_case)
rule_add("procedures.work", signed_in)
rule_add("procedures.assign", sees_case)
desk_add(numbers_wait)

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
