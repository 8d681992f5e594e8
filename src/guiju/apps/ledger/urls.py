"""Addresses of the ledger, below /ledger/: each subject offers its own."""

from __future__ import annotations

from guiju.apps.ledger.views import (
    assessed,
    assessments,
    crosswalk,
    filings,
    reminders,
    rounds,
    sheets,
    targets,
    task_work,
    work,
)

app_name = "ledger"
urlpatterns = [
    *work.paths,
    *rounds.paths,
    *filings.paths,
    *task_work.paths,
    *reminders.paths,
    *sheets.paths,
    *assessed.paths,
    *assessments.paths,
    *targets.paths,
    *crosswalk.paths,
]
