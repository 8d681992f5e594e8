"""Two people press the same button at the same moment, each on a connection of their own."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection

from guiju.domain.language import WordsError
from guiju.kernel.history.models import Event
from guiju.kernel.procedures.models import CaseStep
from guiju.kernel.procedures.services import case_move
from kernel.conftest import AT


@pytest.mark.django_db(transaction=True)
def test_one_wins_the_other_is_told_and_one_step_is_on_record(submitted, officers):
    start, outcomes = Barrier(4), []

    def press(officer) -> None:
        start.wait(10)
        try:
            case_move(actor=officer, case=submitted, revision=submitted.revision, move="pass_form", at=AT)
            outcomes.append("won")
        except WordsError as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    before = Event.objects.count()
    people = [Thread(target=press, args=(officer,)) for officer in officers]
    for one in people:
        one.start()
    for one in people:
        one.join(30)
    assert sorted(outcomes) == ["stale", "stale", "stale", "won"]
    assert CaseStep.objects.filter(case=submitted, move="pass_form").count() == 1
    assert Event.objects.count() == before + 1
