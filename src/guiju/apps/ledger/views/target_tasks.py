"""The tasks that are to reach a target, on its page (承担的任务): tied and untied by the office of the policy."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from guiju.apps.ledger.finding import target_asked
from guiju.apps.ledger.models import Target
from guiju.apps.ledger.queries.target_tasks import carriers_found, carriers_of, carriers_suggested
from guiju.apps.ledger.services.target_tasks import target_tasks_tie, target_tasks_untie
from guiju.apps.ledger.views.request import whole
from guiju.domain.language import Words
from guiju.kernel.accounts.access import access
from guiju.kernel.accounts.views.acting import acted, me

_LONGEST = 60
_TIED = Words(
    "已关联。目标落后时，这些任务的牵头单位会收到提醒。", "Tied: when it falls behind, who leads them is told."
)
_UNTIED = Words("已解除。", "Untied.")


def carrying(request: HttpRequest, target: Target, *, inside: bool, may_keep: bool) -> dict[str, Any]:
    """What the part of the target's page shows: the tasks tied; for keepers those suggested and those looked for."""
    tied = carriers_of(target, inside=inside)
    shown: dict[str, Any] = {"carriers": tied, "nobody_told": inside and not any(one.told for one in tied)}
    if may_keep and target.removed_at is None and target.policy.withdrawn_at is None:
        asked = request.GET.get("task", "")[:_LONGEST].strip()
        wanted = "suggest" in request.GET or not tied
        shown |= {
            "task_asked": asked,
            "carriers_found": carriers_found(target, asked),
            "carriers_suggested": carriers_suggested(target, asked="suggest" in request.GET) if wanted else None,
        }
    return shown


@access("ledger.keep", target_asked)
@require_POST
def tie_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """Tie the tasks ticked to it, or untie one (`do=untie`)."""
    target, revision = target_asked(request, pk), whole(request.POST.get("revision", ""))
    tasks = {whole(one, 2**62) for one in request.POST.getlist("task")[:200]}
    untie = request.POST.get("do") == "untie"
    verb = target_tasks_untie if untie else target_tasks_tie

    def act() -> None:
        verb(actor=me(request), target=target, tasks=tasks, revision=revision, at=timezone.now())

    answer = acted(request, act, _UNTIED if untie else _TIED, "ledger:target", pk=pk)
    answer["Location"] += "#tasks"
    return answer


paths = [path("targets/<int:pk>/tasks", tie_tasks, name="target-tasks")]
