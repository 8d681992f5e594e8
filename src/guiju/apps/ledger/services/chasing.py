"""Chasing what was not reported (催报): at most once a day for each report, one notice for each person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from guiju.apps.ledger.filing_state import WHERE, FilingState
from guiju.apps.ledger.models import Filing, FilingStep, Round
from guiju.apps.ledger.recording import ledger_record
from guiju.apps.ledger.services.rounds import ROUND
from guiju.apps.ledger.services.telling import lines_tell, people_lines, title_shown
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

_SUBJECT = Words("催报：{title}，{n} 项未填报", "Please report: {title}, {n} to do")


@transaction.atomic
def round_chase(*, actor: User, round: Round, filing: Filing | None = None, at: datetime) -> int:
    """Remind every body that has not reported in a round, or of one report (催报). Returns how many reports."""
    permission_require(actor, "ledger.answer" if filing is not None else "ledger.keep", filing or round)
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    waiting = WHERE[FilingState.WAITING] | WHERE[FilingState.RETURNED]
    rows = Filing.objects.filter(waiting & (Q(chased_at=None) | Q(chased_at__lt=midnight)), round=round)
    if filing is not None:
        rows = rows.filter(pk=filing.pk)
    chased = list(rows.select_related("body", "task").order_by("due", "pk")) if round.closed_at is None else []
    if not chased:
        return 0
    Filing.objects.filter(pk__in=[row.pk for row in chased]).update(chased_at=at)
    FilingStep.objects.bulk_create([FilingStep(filing=row, deed="chased", by=actor, at=at) for row in chased])
    on = localdate(at)
    told = [(row.body.account_id, row.body.name, f"{row.due} {row.task.title}") for row in chased]
    lines, why = people_lines(told, on)
    subject = Words(*(text.replace("{title}", title_shown(round.title)) for text in _SUBJECT))
    key = f"ledger:chase:{round.pk}:{filing.pk if filing else 'all'}:{on}"
    path = f"{reverse('ledger:work')}?round={round.pk}"
    lines_tell(key=key, subject=subject, lines=lines, why=why, path=path, at=at)
    ledger_record(actor, "round.chased", ROUND, round.pk, after={"filings": [row.pk for row in chased]}, at=at)
    return len(chased)
