"""What every change of a case has in common (事项变更): seen as it is, changed once, told once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from guiju.domain.language import Words
from guiju.domain.procedures import Case as Run
from guiju.domain.procedures import Procedure
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.queries import actor_of
from guiju.kernel.history.services import event_record
from guiju.kernel.procedures import errors
from guiju.kernel.procedures.declarations import procedure_of
from guiju.kernel.procedures.models import Case
from guiju.kernel.procedures.picture import run_of
from guiju.kernel.procedures.turns import turns_remake

KIND = "procedure.case"
LONGEST = 4_000


def case_hold(pk: int, revision: int | None) -> tuple[Case, Procedure, Run]:
    """The case as it is now, held until the transaction ends, if it is still the one that was seen (`revision`)."""
    case = Case.objects.select_for_update(no_key=True).get(pk=pk)
    procedure = procedure_of(case.procedure, case.version)
    if revision is not None and case.revision != revision:
        raise stale(case, procedure)
    if case.closed_at is not None:
        raise errors.CLOSED
    return case, procedure, run_of(case)


def case_keep(case: Case, procedure: Procedure, run: Run) -> None:
    """Write the case and whose turn it is, by compare-and-swap on its revision."""
    turns_remake(case, procedure, run)
    values = {name: getattr(case, name) for name in ("version", "begins", "stage", "facts", "due_on", "closed_at")}
    seen = Case.objects.filter(pk=case.pk, revision=case.revision)
    if not seen.update(**values, revision=F("revision") + 1):
        raise stale(Case.objects.get(pk=case.pk), procedure)
    case.revision += 1


def case_tell(
    case: Case,
    actor: User | None,
    action: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    *,
    at: datetime,
) -> None:
    """One event of the case."""
    event_record(
        actor=actor_of(actor),
        action=f"procedure.case.{action}",
        object_kind=KIND,
        object_id=str(case.pk),
        before=before,
        after=after,
        at=at,
    )


def stale(case: Case, procedure: Procedure) -> errors.CaseError:
    """Somebody else was faster: who, and with what."""
    last = case.steps.select_related("user").order_by("number").last()
    move = procedure.moves.get(last.move) if last is not None else None
    said = move.words if move is not None else Words("更新", "an update")
    name = last.user.display_name if last is not None and last.user is not None else "另一位办理人"
    return errors.stale(name, said)


def text_check(text: str) -> str:
    """What somebody wrote, if it is not too long."""
    if len(text) > LONGEST:
        raise errors.TOO_LONG
    return text.strip()
