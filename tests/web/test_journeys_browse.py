"""From a class to its standards, from a bar to its records, on a phone and on a desk."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from guiju.apps.catalogue.services import edition_record, reference_load
from guiju.kernel.search.services import index_rebuild

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def classified(transactional_db, settings, tmp_path):
    settings.SEARCH_ROOT = tmp_path
    reference_load(actor=None)
    for number, ics in (("GB 3095-2012", ["13.040.20"]), ("HJ 633-2012", ["13.040"]), ("GB/T 1.1-2020", ["01.120"])):
        edition_record(actor=None, number=number, title_zh="名称", published="2012-02-29", ics=ics, source="s", at=AT)
    index_rebuild(kind="edition")


@pytest.mark.parametrize(("width", "lang"), [(390, "zh"), (1440, "en")])
def test_a_class_leads_to_its_standards(open_page, page_checks, accessible, classified, width, lang):
    page = open_page("/browse/", width=width, lang=lang)
    accessible(page)
    page_checks(page)
    page.locator(".codes a", has_text="13").first.click()
    page.locator(".codes a", has_text="13.040").first.click()
    assert sorted(page.locator("tbody th a").all_inner_texts()) == ["GB 3095-2012", "HJ 633-2012"]
    accessible(page)
    page_checks(page)


@pytest.mark.parametrize(("width", "lang"), [(390, "en"), (1440, "zh")])
def test_a_bar_leads_to_its_records(open_page, page_checks, accessible, classified, width, lang):
    page = open_page("/statistics/", width=width, lang=lang)
    accessible(page)
    page_checks(page)
    page.locator("#level .bars a").last.click()
    page.locator("tbody th a.number").first.wait_for()
    assert page.locator("tbody th a.number").all_inner_texts() == ["HJ 633-2012"]
