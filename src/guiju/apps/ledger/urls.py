"""Addresses of the ledger, below /ledger/: each subject offers its own."""

from __future__ import annotations

from guiju.apps.ledger.views import assessed, assessments, crosswalk, filings, rounds, targets, work

app_name = "ledger"
urlpatterns = [
    *work.paths,
    *rounds.paths,
    *filings.paths,
    *assessed.paths,
    *assessments.paths,
    *targets.paths,
    *crosswalk.paths,
]
