"""Verbs of ledgers kept together (协同台账): an office invites another, each answers for its side, either leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from guiju.apps.ledger.models import JointOffice, Policy, Task
from guiju.apps.ledger.queries.joint import offices_together
from guiju.apps.ledger.recording import POLICY, TASK, ledger_record
from guiju.apps.ledger.roles import KEEPERS, LEAD
from guiju.apps.ledger.services.tasks import task_add
from guiju.apps.ledger.services.telling import filled, footer, people_of, tasked_tell, title_shown
from guiju.apps.parties.models import Organisation
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import Organisation as Account
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.notices.services import notice_put

MOST_OFFICES = 50
_UNKNOWN = WordsError(
    "body",
    Words("没有找到这个机构，或它在本站没有账号。", "There is no such organisation, or nobody acts for it here."),
    Words(
        "写机构的全称；没有账号的请系统管理员先建。", "Write its full name; an administrator can give it an account."
    ),
    where="body",
)
_NOBODY = WordsError(
    "nobody",
    Words("这个单位没有管理台账的人，没有人能接受。", "Nobody keeps a ledger there, so nobody could accept."),
    Words("请它的管理员先给一个人“经办人员”角色。", "Its manager can make somebody an officer first."),
    where="body",
)
_OWN = WordsError("own", Words("不能邀请本单位。", "It is your own office."), where="body")
_ALREADY = WordsError("already", Words("已经邀请过了。", "It is invited already."), where="body")
_MANY = WordsError("many", Words(f"最多 {MOST_OFFICES} 个单位协同。", f"{MOST_OFFICES} offices at most."), where="body")
_OVER = WordsError("over", Words("已经办过了，请看现在的情况。", "It is settled already: see how it stands."))
_CLOSED = WordsError(
    "closed", Words("没有确认或已移出台账的政策不能协同。", "Only a confirmed policy can be kept together.")
)
_REASON = WordsError("reason", Words("请写明原因。", "Say why."), where="reason")
_INVITED = Words("{place}邀请本单位协同办理：{title}", "{place} invites your office to keep together: {title}")
_OF_OFFICE = Words("您在{place}管理政策台账", "You keep the ledger of {place}")


@transaction.atomic
def joint_invite(
    *, actor: User | None, policy: Policy, body: Organisation | None, note: str = "", at: datetime
) -> JointOffice:
    """Invite another office to keep the tasks of a policy together (邀请协同); its officers are told."""
    held = Policy.objects.select_for_update().select_related("office").get(pk=policy.pk)
    permission_require(actor, "ledger.keep", held)
    if held.confirmed_at is None or held.withdrawn_at is not None:
        raise _CLOSED
    office = body.account if body is not None else None
    if body is None or office is None:
        raise _UNKNOWN
    if office.pk == held.office_id:
        raise _OWN
    keepers = people_of([office.pk], roles=KEEPERS, on=localdate(at)).get(office.pk, [])
    if not keepers:
        raise _NOBODY
    if held.joint.filter(ended_at=None).count() >= MOST_OFFICES:
        raise _MANY
    try:
        with transaction.atomic():
            made = JointOffice.objects.create(
                policy=held, office=office, body=body, note=" ".join(note.split())[:500], invited_by=actor,
                invited_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise _ALREADY from error
    _record(actor, "joint.invited", made, at)
    said = filled(_INVITED, place=title_shown(held.office.name), title=title_shown(held.title))
    why = footer(filled(_OF_OFFICE, place=title_shown(office.name)))
    for user in keepers:
        notice_put(
            user=user, key=f"ledger:joint:{made.pk}:{user.pk}", subject=said, body=Words(made.note, made.note),
            why=why, path=reverse("ledger:policy-joint", args=[held.pk]), at=at,
        )  # fmt: skip
    return made


@transaction.atomic
def joint_answer(*, actor: User | None, row: JointOffice, accept: bool, at: datetime) -> JointOffice:
    """Accept an invitation or decline it (接受、谢绝). What the office itself leads becomes its own to answer for."""
    held = _held(row)
    permission_require(actor, "ledger.joint_answer", held)
    if held.state != "invited":
        raise _OVER
    if not accept:
        held.ended_at, held.ended_by = at, actor
        held.save(update_fields=["ended_at", "ended_by"])
        _record(actor, "joint.declined", held, at)
        return held
    held.joined_at, held.joined_by = at, actor
    held.save(update_fields=["joined_at", "joined_by"])
    _record(actor, "joint.joined", held, at)
    led = Task.objects.filter(
        policy=held.policy_id, parent=None, keeper=None, removed_at=None, bodies__part=LEAD,
        bodies__body__account=held.office_id,
    )  # fmt: skip
    own = Task.objects.select_for_update().filter(pk__in=led.values("pk"))
    _kept_by(actor, list(own), held.office, held.policy.office_id, at)
    return held


@transaction.atomic
def joint_end(*, actor: User | None, row: JointOffice, reason: str, at: datetime) -> JointOffice:
    """Leave, send away or take an invitation back (退出协同), with a reason.

    What was reported stays with the tasks, and the office of the policy answers for them again.
    """
    held = _held(row)
    permission_require(actor, "ledger.joint_end", held)
    if held.ended_at is not None:
        raise _OVER
    if not (because := " ".join(reason.split())[:500]):
        raise _REASON
    held.ended_at, held.ended_by, held.because = at, actor, because
    held.save(update_fields=["ended_at", "ended_by", "because"])
    _record(actor, "joint.left", held, at)
    own = Task.objects.select_for_update().filter(policy=held.policy_id, parent=None, keeper=held.office_id)
    _kept_by(actor, list(own), held.policy.office, held.policy.office_id, at)
    return held


@transaction.atomic
def joint_tasks_give(*, actor: User | None, policy: Policy, tasks: Sequence[int], office: int, at: datetime) -> int:
    """Say which of the offices answers for tasks (落实到哪一方); how many changed."""
    held = Policy.objects.select_for_update().select_related("office").get(pk=policy.pk)
    permission_require(actor, "ledger.joint_keep", held)
    together = {one.pk: one for one in offices_together(held)}
    if office not in together:
        raise WordsError("office", Words("这个单位没有参加协同。", "That office does not take part."), where="office")
    rows = Task.objects.select_for_update().filter(
        policy=held, parent=None, removed_at=None, pk__in=list(tasks)[:2_000]
    )
    ours = [row for row in rows if row.keeper_id is None or row.keeper_id in together]
    return _kept_by(actor, ours, together[office], held.office_id, at)


@transaction.atomic
def joint_task_add(*, actor: User | None, policy: Policy, typed: Mapping[str, str], office: int, at: datetime) -> Task:
    """Add a task to those shared, for one of the offices to answer for (增加共有任务); its bodies are told at once."""
    made = task_add(actor=actor, policy=policy, typed=typed, once=True, at=at)
    joint_tasks_give(actor=actor, policy=policy, tasks=[made.pk], office=office, at=at)
    tasked_tell(made, actor, at)
    return made


def _kept_by(actor: User | None, tasks: Sequence[Task], office: Account, host: int, at: datetime) -> int:
    """Let an office answer for tasks; the office of the policy itself is written as none."""
    keeper = None if office.pk == host else office.pk
    changed = [task for task in tasks if task.keeper_id != keeper]
    for task in changed:
        before = {"keeper": task.keeper_id}
        task.keeper_id = keeper
        task.revision += 1
        task.save(update_fields=["keeper", "revision"])
        ledger_record(actor, "task.side_given", TASK, task.pk, before=before, after={"keeper": keeper}, at=at)
    return len(changed)


def _held(row: JointOffice) -> JointOffice:
    rows = JointOffice.objects.select_for_update(of=("self",)).select_related("policy__office", "office")
    return rows.defer("policy__found_text", "policy__clean_text", "policy__reading").get(pk=row.pk)


def _record(actor: User | None, action: str, row: JointOffice, at: datetime) -> None:
    after = {"joint": row.pk, "office": row.office_id, "body": row.body_id, "note": row.note}
    ledger_record(actor, action, POLICY, row.policy_id, after=after, reason=row.because, at=at)
