"""Ways back: a policy into the ledger, an accepted report, an ended round; not once something rests on them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from apps.ledger_work import Work, work_make
from guiju.apps.ledger.filing_state import FilingState, filing_state
from guiju.apps.ledger.models import Announcement, Filing, Policy, Progress, Round, Task
from guiju.apps.ledger.schemes import scheme_shipped
from guiju.apps.ledger.services.assessments import assessment_open
from guiju.apps.ledger.services.filings import filing_accept, filing_return
from guiju.apps.ledger.services.policies import policy_withdraw
from guiju.apps.ledger.services.undoing import filing_reopen, policy_restore, round_reopen
from guiju.domain.language import WordsError
from guiju.kernel.accounts.permission import Denied
from guiju.kernel.history.models import Event
from guiju.kernel.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def work() -> Work:
    made = work_make()
    made.task("a", due=timezone.localdate() + timedelta(days=9))
    return made


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def opened(work: Work, signed_in: Any) -> Round:
    """A round opened by its form, sent twice."""
    day = timezone.localdate() + timedelta(days=9)
    typed = {"title": "一季度进展", "due": f"{day:%Y年%m月%d日}", "policies": [work.policy.pk], "open": "1"}
    browser = signed_in(work.keeper)
    first, again = (browser.post("/ledger/rounds/new/", typed) for _ in range(2))
    assert first["Location"] == again["Location"]
    return Round.objects.get()


def reported(row: Filing, user: Any, signed_in: Any) -> Filing:
    """A report by its form, sent twice."""
    typed = {"text": "已完成", "share": "100", "revision": str(row.revision)}
    browser = signed_in(user)
    sent = [browser.post(f"/ledger/filings/{row.pk}/", typed).status_code for _ in range(2)]
    assert sent == [302, 302]
    return Filing.objects.get(pk=row.pk)


def test_forms_sent_twice_do_once_and_an_acceptance_is_taken_back_until_something_rests_on_it(
    work: Work, signed_in: Any, now: datetime
) -> None:
    opened(work, signed_in)
    part, lead = Filing.objects.get(part="participant"), Filing.objects.get(part="lead")
    part = reported(part, work.participant, signed_in)
    assert Progress.objects.count() == 1
    filing_accept(actor=work.lead, filing=part, revision=part.revision, at=now)
    part.refresh_from_db()
    for stranger in (work.participant, work.stranger):
        with pytest.raises(Denied):
            filing_reopen(actor=stranger, filing=part, revision=part.revision, reason="看错了", at=now)
    page = signed_in(work.lead).post(f"/ledger/filings/{part.pk}/reopen/", {"revision": part.revision, "reason": " "})
    assert (page.status_code, "请写明理由" in page.content.decode()) == (422, True)
    filing_reopen(actor=work.lead, filing=part, revision=part.revision, reason="看错了", at=now)
    with pytest.raises(WordsError, match="撤回通过"):
        filing_reopen(actor=work.colleague, filing=part, revision=part.revision, reason="看错了", at=now)
    part.refresh_from_db()
    assert (filing_state(part), part.steps.latest("pk").reason) == (FilingState.REPORTED, "看错了")

    lead = reported(lead, work.lead, signed_in)
    part.refresh_from_db()
    with pytest.raises(WordsError, match="已汇总上报"):
        filing_reopen(actor=work.lead, filing=part, revision=part.revision, reason="看错了", at=now)
    browser = signed_in(work.keeper)
    browser.post(f"/ledger/filings/{lead.pk}/accept/", {"revision": lead.revision})
    assert "撤回通过" in browser.get(f"/ledger/filings/{lead.pk}/").content.decode()
    Task.objects.update(closed_at=now)
    seen = {"revision": lead.revision + 1, "reason": "材料有误"}
    refused = browser.post(f"/ledger/filings/{lead.pk}/reopen/", seen).content.decode()
    assert "任务已经销号" in refused
    assert "材料有误" in refused
    Task.objects.update(closed_at=None)
    assert browser.post(f"/ledger/filings/{lead.pk}/reopen/", seen).status_code == 302
    lead.refresh_from_db()
    filing_return(actor=work.keeper, filing=lead, revision=lead.revision, reason="材料有误", at=now)
    told = Event.objects.filter(action="ledger.filing.reopened")
    assert [event.reason or event.payload.content["after"]["reason"] for event in told] == ["看错了", "材料有误"]


def test_an_ended_round_is_opened_again_and_those_who_have_not_reported_are_told(
    work: Work, signed_in: Any, now: datetime
) -> None:
    made = opened(work, signed_in)
    reported(Filing.objects.get(part="participant"), work.participant, signed_in)
    browser, address = signed_in(work.keeper), f"/ledger/rounds/{made.pk}/"
    browser.post(f"{address}close/")
    Notice.objects.all().delete()
    assert signed_in(work.stranger).post(f"{address}reopen/", {"reason": "漏报"}).status_code == 403
    assert browser.post(f"{address}reopen/", {"reason": ""}).status_code == 422
    assert browser.post(f"{address}reopen/", {"reason": "漏报"}).status_code == 302
    assert {row.user for row in Notice.objects.all()} == {work.lead, work.colleague}
    page = browser.get(address).content.decode()
    assert "理由：漏报" in page
    with pytest.raises(WordsError, match="没有结束"):
        round_reopen(actor=work.second, round=made, reason="漏报", at=now)
    reported(Filing.objects.get(part="lead"), work.lead, signed_in)


def test_a_policy_comes_back_unless_its_text_or_a_newer_one_or_a_result_stands_since(
    work: Work, signed_in: Any, now: datetime
) -> None:
    Policy.objects.update(published_at=now)
    policy = policy_withdraw(actor=work.keeper, policy=work.policy, reason="误移", revision=1, at=now)
    with pytest.raises(Denied):
        policy_restore(actor=work.stranger, policy=policy, reason="误移", revision=2, at=now)
    scheme = scheme_shipped()
    assessment = assessment_open(
        actor=work.keeper, office=work.office, title="年度考核", scheme=scheme, bodies=[work.bodies["发改委"]],
        reports_due=timezone.localdate(), at=now,
    )  # fmt: skip
    said = Announcement.objects.create(
        assessment=assessment, version=1, result={}, digest="", announced_at=now + timedelta(hours=1)
    )
    again = Policy.objects.create(
        office=work.office, title="同一份", digest=policy.digest, found_text="", clean_text="", reading={}, read_at=now
    )
    browser, typed = signed_in(work.keeper), {"revision": "2", "reason": "还要用"}
    for word, undo in (("重新入了同一份", again.delete), ("“年度考核”的结果已于", said.delete)):
        page = browser.post(f"/ledger/policies/{policy.pk}/restore", typed)
        assert (page.status_code, word in page.content.decode(), "还要用" in page.content.decode()) == (422, True, True)
        undo()
    newer = Policy.objects.create(
        office=work.office, title="修订版", digest="1" * 64, found_text="", clean_text="", reading={}, read_at=now,
        confirmed_at=now, replaces=policy,
    )  # fmt: skip
    with pytest.raises(WordsError, match="修订版"):
        policy_restore(actor=work.keeper, policy=policy, reason="还要用", revision=2, at=now)
    newer.delete()
    assert browser.post(f"/ledger/policies/{policy.pk}/restore", typed).status_code == 302
    assert browser.post(f"/ledger/policies/{policy.pk}/restore", typed).status_code == 422
    policy.refresh_from_db()
    assert (policy.withdrawn_at, policy.published_at) == (None, None)
    page = browser.get(f"/ledger/policies/{policy.pk}/").content.decode()
    assert "恢复入账" in page
    assert "理由：还要用" in page
