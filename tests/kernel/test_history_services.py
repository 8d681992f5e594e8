"""The history chain: events, erasure, checkpoints, verification on the database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from guiju.kernel.history import queries
from guiju.kernel.history.keys import installation_signer, key_path
from guiju.kernel.history.models import Checkpoint, Event, Head, Payload
from guiju.kernel.history.services import (
    Change,
    TransactionRequired,
    checkpoint_make,
    event_record,
    events_record,
    payload_erase,
)

AT = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)


def record(**changes: object) -> Event:
    fields: dict = {
        "actor": "user:1",
        "action": "catalogue.edition_changed",
        "object_kind": "edition",
        "object_id": "7",
        "before": {"title": "旧名称"},
        "after": {"title": "新名称", "published_on": date(2020, 3, 31)},
        "at": AT,
    }
    return event_record(**fields | changes)


@pytest.mark.django_db
def test_events_follow_each_other():
    first, second = record(), record(actor="system")
    assert (first.sequence, second.sequence) == (1, 2)
    assert second.previous_digest == first.digest
    report = queries.chain_verify()
    assert report.ok
    assert report.events == 2


@pytest.mark.django_db
def test_a_payload_says_what_changed_by_field():
    event = record()
    assert event.payload.content == {
        "before": {"title": "旧名称"},
        "after": {"title": "新名称", "published_on": "2020-03-31"},
    }


@pytest.mark.django_db(transaction=True)
def test_no_event_without_a_transaction():
    with pytest.raises(TransactionRequired):
        record()
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_the_change_it_tells_of():
    with transaction.atomic():
        record()
    with transaction.atomic():
        record()
        transaction.set_rollback(True)
    with transaction.atomic():
        assert record().sequence == 2
    assert queries.chain_verify().ok


@pytest.mark.django_db
def test_a_user_object_is_no_actor():
    with pytest.raises(TypeError):
        record(actor=object())


@pytest.mark.django_db
def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        record(at=datetime(2026, 3, 1))  # noqa: DTZ001


@pytest.mark.django_db
def test_many_events_are_recorded_at_once():
    changes = (Change(str(n), None, {"number": f"GB/T {n}-2020"}) for n in range(4_321))
    count = events_record(actor="system", action="import", object_kind="edition", changes=changes, at=AT)
    assert count == 4_321
    assert record().sequence == 4_322
    assert queries.chain_verify() == queries.chain_verify()._replace(ok=True, events=4_322)


@pytest.mark.django_db
def test_no_changes_make_no_event():
    assert events_record(actor="system", action="import", object_kind="edition", changes=[], at=AT) == 0
    assert queries.chain_verify().ok


@pytest.mark.django_db
def test_an_erased_payload_leaves_the_chain_verifying_and_says_why():
    event = record(after={"name": "张三"})
    erasing = payload_erase(sequence=event.sequence, actor="user:2", because="个人信息保护法 47", at=AT)
    payload = Payload.objects.get(pk=event.sequence)
    assert payload.content is None
    assert (payload.salt, payload.canonical, payload.erased_because) == ("", "", "个人信息保护法 47")
    assert (erasing.action, erasing.object_id) == ("history.payload_erased", "1")
    report = queries.chain_verify()
    assert report.ok
    assert report.erased == 1


@pytest.mark.django_db
def test_a_payload_is_erased_once():
    event = record()
    payload_erase(sequence=event.sequence, actor="user:2", because="到期", at=AT)
    with pytest.raises(ValueError, match="already erased"):
        payload_erase(sequence=event.sequence, actor="user:2", because="到期", at=AT)


@pytest.mark.django_db
def test_a_payload_emptied_by_hand_is_found():
    event = record()
    Payload.objects.filter(pk=event.sequence).update(salt="", canonical="", erased_at=AT, erased_because="x")
    problem = queries.chain_verify().problem
    assert problem is not None
    assert problem.sequence == event.sequence


@pytest.mark.django_db
def test_events_removed_from_the_end_are_found():
    record()
    last = record()
    Payload.objects.filter(pk=last.sequence).delete()
    Event.objects.filter(pk=last.sequence).delete()
    problem = queries.chain_verify().problem
    assert problem is not None
    assert problem.sequence == 2


@pytest.mark.django_db
def test_a_chain_rewritten_after_a_checkpoint_is_found():
    record()
    checkpoint_make(signer=installation_signer(), at=AT)
    Payload.objects.all().delete()
    Event.objects.all().delete()
    Head.objects.all().delete()
    record(after={"title": "另一个"})
    problem = queries.chain_verify().problem
    assert problem is not None
    assert "检查点" in problem.what.zh


@pytest.mark.django_db
def test_a_checkpoint_is_made_only_when_something_happened():
    signer = installation_signer()
    assert checkpoint_make(signer=signer, at=AT) is None
    record()
    assert checkpoint_make(signer=signer, at=AT) is not None
    assert checkpoint_make(signer=signer, at=AT) is None
    report = queries.chain_verify()
    assert report.ok
    assert report.checkpoints == 1


@pytest.mark.django_db
def test_a_changed_signature_is_found():
    record()
    checkpoint_make(signer=installation_signer(), at=AT)
    Checkpoint.objects.update(at=datetime(2026, 3, 2, tzinfo=UTC))
    assert not queries.chain_verify().ok


@pytest.mark.django_db
def test_the_events_of_one_object_are_read_in_order():
    record(action="a"), record(object_id="8"), record(action="b")
    assert [event.action for event in queries.events_of("edition", "7")] == ["a", "b"]


def test_the_private_key_is_for_its_owner_only():
    installation_signer()
    assert key_path().stat().st_mode & 0o777 == 0o600
