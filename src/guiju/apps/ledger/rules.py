"""Who may do what in the ledger (台账权限): an office keeps its own; bodies see and report the tasks they answer for;
every officer sees what is confirmed; the public sees what passed its disclosure step (信息公开审查)."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from guiju.apps.ledger.holding import HOLDING
from guiju.apps.ledger.models import (
    Assessed,
    Assessment,
    Council,
    Evidence,
    Filing,
    JointOffice,
    Meeting,
    Policy,
    Task,
)
from guiju.apps.ledger.queries.assessment_work import assessment_work_count
from guiju.apps.ledger.queries.joint import keeps_together, offices_kept
from guiju.apps.ledger.roles import KEEPERS, LEAD, REPORTERS
from guiju.apps.ledger.task_cases import OBJECTS
from guiju.apps.ledger.waiting import waiting_count, waits_for
from guiju.domain.language import Words
from guiju.kernel.accounts.holdings import holding_add
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import Person, condition, holds, holds_there
from guiju.kernel.accounts.queries import organisations_where
from guiju.kernel.accounts.ways import Waits, Way, waits_add, way_add
from guiju.kernel.procedures.desk import desk_add
from guiju.kernel.procedures.hooks import Entrance, entrances_add, object_add


@condition("ledger.published")
def published(person: Person, obj: Policy | None) -> bool:
    """Anybody, of a policy whose page is public and not withdrawn."""
    return obj is not None and obj.published_at is not None and obj.withdrawn_at is None


@condition("ledger.confirmed")
def confirmed(person: Person, obj: Policy | None) -> bool:
    """Of a policy that was confirmed."""
    return obj is not None and obj.confirmed_at is not None


@condition("ledger.named_in_policy")
def named_in_policy(person: Person, obj: Policy | None) -> bool:
    """Whoever works in a body that answers for one of its tasks."""
    if not isinstance(person, User) or obj is None:
        return False
    return obj.tasks.filter(removed_at=None, bodies__body__account__in=_accounts(person)).exists()


@condition("ledger.answers_for")
def answers_for(person: Person, obj: Task | None) -> bool:
    """Whoever works in a body that answers for the task."""
    if not isinstance(person, User) or obj is None or obj.removed_at is not None:
        return False
    return obj.bodies.filter(body__account__in=_accounts(person)).exists()


@condition("ledger.works_on")
def works_on(person: Person, obj: Task | None) -> bool:
    """Whoever works in a body that the task's policy names, once it is confirmed."""
    return obj is not None and confirmed.test(person, obj.policy) and named_in_policy.test(person, obj.policy)


@condition("ledger.confirmed_task")
def confirmed_task(person: Person, obj: Task | None) -> bool:
    """Of a task whose policy was confirmed."""
    return obj is not None and confirmed.test(person, obj.policy)


@condition("ledger.files")
def files(person: Person, obj: Filing | None) -> bool:
    """Whoever works in the body that is asked."""
    return isinstance(person, User) and obj is not None and obj.body.account_id in _accounts(person)


@condition("ledger.leads")
def leads(person: Person, obj: Filing | None) -> bool:
    """Whoever works in a lead of the task, of what a participant reports to it."""
    if not isinstance(person, User) or obj is None or obj.part == LEAD:
        return False
    return obj.task.bodies.filter(part=LEAD, body__account__in=_accounts(person)).exists()


@condition("ledger.evidence_answered")
def evidence_answered(person: Person, obj: Evidence | None) -> bool:
    """Whoever works in a body that answers for the task a file shows."""
    return obj is not None and answers_for.test(person, obj.progress.task)


@condition("ledger.joint_task")
def joint_task(person: Person, obj: object) -> bool:
    """Whoever keeps one of the offices that keep the task together (协同)."""
    if not isinstance(person, User) or not isinstance(obj, Task):
        return False
    mine = offices_kept(person, timezone.localdate())
    return keeps_together(obj.policy_id, obj.policy.office_id, mine, obj.keeper_id)


@condition("ledger.joined")
def joined(person: Person, obj: Policy | None) -> bool:
    """Whoever keeps an office that keeps the policy's tasks together with its own."""
    if not isinstance(person, User) or obj is None:
        return False
    return keeps_together(obj.pk, obj.office_id, offices_kept(person, timezone.localdate()))


@condition("ledger.invited")
def invited(person: Person, obj: Policy | None) -> bool:
    """Whoever keeps an office that is or was invited to it."""
    if not isinstance(person, User) or obj is None:
        return False
    return obj.joint.filter(office__in=offices_kept(person, timezone.localdate())).exists()


@condition("ledger.invites")
def invites(person: Person, obj: JointOffice | None) -> bool:
    """Whoever keeps the office of the policy, of an office invited to it."""
    return isinstance(person, User) and obj is not None and holds_there(*KEEPERS).test(person, obj.policy)


def _accounts(person: User) -> frozenset[int]:
    if not person.is_active:
        return frozenset()
    return frozenset(organisations_where(user=person, roles=REPORTERS, on=timezone.localdate()))


_TASK_PAGE = Words("政策台账的任务页", "the page of a task in the ledger")
rule_add("ledger.enter", holds(*REPORTERS))
rule_add("ledger.take_in", holds(*KEEPERS))
rule_add("ledger.keep", holds_there(*KEEPERS) | joint_task)
rule_add("ledger.joint_see", holds_there(*KEEPERS) | invited)
rule_add("ledger.joint_keep", holds_there(*KEEPERS) | joined)
rule_add("ledger.joint_answer", holds_there(*KEEPERS))
rule_add("ledger.joint_end", holds_there(*KEEPERS) | invites)
inside = holds_there(*KEEPERS) | (confirmed & (holds(*KEEPERS) | named_in_policy))
rule_add("ledger.see", published | inside)
rule_add("ledger.inside", inside)
rule_add("ledger.report", answers_for)
rule_add("ledger.work", holds_there(*KEEPERS) | (confirmed_task & holds(*KEEPERS)) | works_on)
rule_add("ledger.file", files | holds_there(*KEEPERS))
rule_add("ledger.answer", leads | holds_there(*KEEPERS))
rule_add("ledger.evidence", evidence_answered | holds_there(*KEEPERS))
rule_add("ledger.filing_see", files | leads | holds_there(*KEEPERS))
for kind in OBJECTS:
    object_add(kind)
entrances_add(lambda: [Entrance(code, _TASK_PAGE, reverse("ledger:home")) for code in ("task_closing", "task_delay")])
desk_add(waits_for)
holding_add(HOLDING)
way_add(
    Way(
        "ledger:home",
        "ledger.enter",
        Words("政策台账", "Policy ledger"),
        Words("政策、任务分工、目标和要求出台的文件", "Policies, their tasks, targets and the documents they order"),
    )
)
way_add(
    Way(
        "ledger:work",
        "ledger.enter",
        Words("本单位工作", "Our work on policies"),
        Words("要填报和审核的政策任务，按期限排列", "Reports of policy tasks to make and to answer, by deadline"),
    )
)
_WAITING = Words("{n} 项政策任务待填报或审核", "Reports of policy tasks to make or answer: {n}")
waits_add(lambda person: Waits("ledger:work", _WAITING, waiting_count(person, timezone.localdate())))
_ASSESSING = Words("{n} 项考核自评、复核或申诉待办", "Assessments to report in, to check or to answer: {n}")


def _assessing(person: User) -> Waits:
    """On the page of one's work; a third party finds the assessments themselves."""
    accounts = _accounts(person)
    number = assessment_work_count(person, accounts, on=timezone.localdate())
    return Waits("ledger:work" if accounts else "ledger:assessments", _ASSESSING, number)


waits_add(_assessing)


@condition("ledger.of_assessed")
def of_assessed(person: Person, obj: Assessed | None) -> bool:
    """Whoever works in the body that is assessed."""
    return isinstance(person, User) and obj is not None and obj.body.account_id in _accounts(person)


@condition("ledger.assessed_somewhere")
def assessed_somewhere(person: Person, obj: Assessment | None) -> bool:
    """Whoever works in one of the bodies assessed."""
    if not isinstance(person, User) or obj is None:
        return False
    return obj.assessed.filter(body__account__in=_accounts(person)).exists()


@condition("ledger.evaluator_seat")
def evaluator_seat(person: Person, obj: Assessment | Assessed | None) -> bool:
    """Whoever was let in as a third party, on a day within their time."""
    if not isinstance(person, User) or not person.is_active or obj is None:
        return False
    today, assessment = timezone.localdate(), obj.assessment if isinstance(obj, Assessed) else obj
    return assessment.evaluators.filter(user=person, starts_on__lte=today, ends_on__gte=today).exists()


rule_add("ledger.assessments", holds(*REPORTERS, "evaluator"))
rule_add("ledger.assessment_make", holds(*KEEPERS))
rule_add("ledger.assessment_keep", holds_there(*KEEPERS))
rule_add("ledger.assessment_see", holds_there(*KEEPERS) | assessed_somewhere | evaluator_seat)
rule_add("ledger.value_check", holds_there(*KEEPERS) | evaluator_seat)
rule_add("ledger.assessed_see", holds_there(*KEEPERS) | of_assessed | evaluator_seat)
rule_add("ledger.value_report", of_assessed)


@condition("ledger.seated")
def seated(person: Person, obj: Council | Meeting | None) -> bool:
    """Whoever works in a body that has a seat."""
    if not isinstance(person, User) or obj is None:
        return False
    council = obj.council if isinstance(obj, Meeting) else obj
    return council.seats.filter(body__account__in=_accounts(person)).exists()


rule_add("ledger.council_make", holds(*KEEPERS))
rule_add("ledger.council_keep", holds_there(*KEEPERS))
rule_add("ledger.council_see", holds_there(*KEEPERS) | seated)
