"""Addresses of the ledger, below /ledger/."""

from __future__ import annotations

from guiju.apps.ledger.views import assessed, assessments, filings, rounds, work

app_name = "ledger"
urlpatterns = [
    *work.paths,
    *rounds.paths,
    *filings.paths,
    *assessed.paths,
    *assessments.paths,
]
