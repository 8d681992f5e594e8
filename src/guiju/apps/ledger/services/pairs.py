"""Verbs of suggesting pairs (对应建议): kept for the tasks as they are, in the background where there are many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from guiju.apps.ledger.models import Policy, SuggestedPairs
from guiju.apps.ledger.queries.crosswalk import Entry, digest_of, entries_of, items_of
from guiju.apps.ledger.queries.policies import HEAVY
from guiju.domain.crosswalk import suggest
from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require
from guiju.kernel.jobs.models import Job
from guiju.kernel.jobs.services import job_enqueue

KIND = "ledger.pairs"
AT_ONCE = 60_000
"""Up to so many signs of both policies' tasks pairs are suggested while one waits: about a second."""
_COMPARING = Words("正在逐条比对两份政策的任务", "Comparing the tasks of both policies")


def pairs_request(*, actor: User, above: Policy, below: Policy, again: bool = False, at: datetime) -> Job | None:
    """Have the pairs of two policies suggested for their tasks as they are: now, or where much is to be compared by
    the job returned; nothing where that is done.

    While a job of theirs is under way that is it; one that failed is told and not repeated before somebody asks
    `again`.
    """
    permission_require(actor, "ledger.see", above)
    permission_require(actor, "ledger.see", below)
    upper, lower = entries_of(above), entries_of(below)
    if sum(len(entry.title) + len(entry.text) for entry in (*upper, *lower)) <= AT_ONCE:
        _keep(above, below, upper, lower, at, lambda done, total: None)
        return None
    return _job(actor, above, below, digest_of(upper, lower), again, at)


@transaction.atomic
def _job(actor: User, above: Policy, below: Policy, digest: str, again: bool, at: datetime) -> Job | None:
    SuggestedPairs.objects.get_or_create(above=above, below=below)
    held = SuggestedPairs.objects.select_for_update(of=("self",)).select_related("job").get(above=above, below=below)
    if held.digest == digest:
        return None
    stays = held.job is not None and (not held.job.is_over or (held.job.state != Job.State.SUCCEEDED and not again))
    if not stays:
        payload = {"above": above.pk, "below": below.pk}
        held.job = job_enqueue(kind=KIND, payload=payload, owner=actor, at=at)
        held.save(update_fields=["job"])
    return held.job


def pairs_suggest_long(
    *, payload: Mapping[str, Any], at: datetime, progress: Callable[[int, int, Words], None]
) -> None:
    """Suggest what was asked for, of the tasks as they are now. Running it again gives the same."""
    above, below = (Policy.objects.defer(*HEAVY).get(pk=payload[name]) for name in ("above", "below"))
    _keep(
        above, below, entries_of(above), entries_of(below), at,
        lambda done, total: progress(done, total, _COMPARING),
    )  # fmt: skip


def _keep(
    above: Policy, below: Policy, upper: list[Entry], lower: list[Entry], at: datetime,
    told: Callable[[int, int], None],
) -> None:  # fmt: skip
    found = suggest(items_of(upper), items_of(lower), told)
    pairs = [[int(one.below), int(one.above), one.certainty == "likely"] for one in found]
    reasons = "\n".join("\t".join(" ".join(reason.split()) for reason in one.reasons) for one in found)
    made = {"digest": digest_of(upper, lower), "pairs": pairs, "reasons": reasons, "made_at": at}
    SuggestedPairs.objects.update_or_create(above=above, below=below, defaults=made)
