"""Browsing, statistics, feeds and the sitemap, as anybody sees them."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, datetime
from io import StringIO
from xml.etree import ElementTree

import pytest
from django.test import override_settings

from guiju.apps.browse.trees import node
from guiju.apps.catalogue.models import Edition
from guiju.apps.catalogue.queries.linked_data import edition_linked, linked_text
from guiju.apps.catalogue.services import edition_record, reference_load
from guiju.domain.validity import Status
from guiju.kernel.search.services import index_rebuild
from kernel.conftest import AT

DAY = datetime(2026, 11, 22, tzinfo=UTC).date()
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RECORDS = (
    ("GB/T 1.1-2020", "标准化工作导则 第1部分", "2020-03-31", ["01.120"], ["A00"]),
    ("GB/T 20223-2006", "棉短绒", "2006-05-25", ["59.060.10"], ["B32"]),
    ("GB 3095-2012", "环境空气质量标准", "2012-02-29", ["13.040.20"], ["Z50"]),
)


@pytest.fixture(scope="module")
def kept(module_db, tmp_path_factory):
    root = tmp_path_factory.mktemp("search")
    with module_db(), override_settings(SEARCH_ROOT=root):
        reference_load(actor=None)
        for number, title, published, ics, ccs in RECORDS:
            edition_record(
                actor=None, number=number, title_zh=title, published=published, effective=published, ics=ics, ccs=ccs,
                source="测试来源", at=AT,
            )  # fmt: skip
        index_rebuild(kind="edition")
    return root


@pytest.fixture
def classified(kept, db, settings):
    settings.SEARCH_ROOT = kept


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_a_classification_opens_level_by_level_with_its_counts(client, classified):
    assert "01" in text(client, "/browse/ics/")
    shown = text(client, "/browse/ics/13.040/")
    assert "13.040.20" in shown
    assert "GB 3095-2012" in shown
    assert "/standards/?ics=13.040.20" not in shown
    assert "/browse/ics/13/" in shown


def test_a_group_of_codes_counts_what_its_codes_count(classified):
    groups = {branch.code.code: branch.count for branch in node("ccs", "A", DAY).branches}
    assert groups["A00/09"] == 1
    assert node("ccs", "A00/09", DAY).count == 1


def test_a_code_with_no_standard_says_so_and_one_that_does_not_exist_is_not_found(client, classified):
    assert "不等于" in text(client, "/browse/ics/39.060/")
    for path in ("/browse/ics/00/", "/browse/xyz/", "/browse/ics/13/040/", "/browse/by/colour/", "/browse/ccs/%F0/"):
        assert client.get(path).status_code == 404, path


def test_every_way_to_browse_leads_to_records(client, classified):
    shown = text(client, "/browse/by/year/")
    href = re.search(r'href="(/standards/\?year=2012)"', shown)[1]
    assert "GB 3095-2012" in text(client, href)
    assert "GB/T 1.1-2020" not in text(client, href)


def test_every_bar_opens_the_records_it_counts(client, classified):
    shown = text(client, "/statistics/?level=national")
    assert "国家标准" in shown
    for href in set(re.findall(r'href="(/standards/\?[^"]+)"', shown)):
        assert "没有找到" not in text(client, href.replace("&amp;", "&")), href


def test_a_chart_is_a_table_too(client, classified):
    rows = list(csv.reader(StringIO(text(client, "/statistics/year.csv").lstrip("\ufeff"))))
    assert [row[0] for row in rows[1:]] == ["2006", "2012", "2020"]
    assert client.get("/statistics/colour.csv").status_code == 404


def test_conditions_nothing_meets_give_a_page_that_says_so(client, classified):
    assert "没有可统计的记录" in text(client, "/statistics/?level=group&ics=13")
    assert client.get("/statistics/?level=%00&year=" + "9" * 500).status_code in (200, 400)


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_a_search_is_a_feed_newest_first(client, classified, kind):
    root = ElementTree.fromstring(text(client, f"/feeds/standards.{kind}"))
    titles = [e.text for e in (root.iter(f"{ATOM}title") if kind == "atom" else root.iter("title"))][1:]
    assert [title.split(" ")[1][:5] for title in titles] == ["1.1-2", "3095-", "20223"]
    narrow = text(client, f"/feeds/standards.{kind}?q=棉短绒")
    assert "GB/T 20223-2006" in narrow
    assert "GB 3095-2012" not in narrow
    assert client.get("/feeds/standards.exe").status_code == 404


def test_the_sitemap_names_every_real_standard_and_no_invented_one(client, classified, fictitious):
    index = ElementTree.fromstring(text(client, "/sitemap.xml"))
    files = [place.text.removeprefix("http://testserver") for place in index.iter(f"{SITEMAP}loc")]
    listed = set()
    for path in files:
        listed |= {place.text for place in ElementTree.fromstring(text(client, path)).iter(f"{SITEMAP}loc")}
    for edition in Edition.objects.all():
        assert (f"http://testserver/standards/{edition.pk}/" in listed) != edition.fictitious
    assert client.get("/sitemap-standards-99.xml").status_code == 404
    assert "Sitemap: http://testserver/sitemap.xml" in text(client, "/robots.txt")


def test_linked_data_holds_what_is_on_record_and_cannot_end_its_element(classified):
    edition = Edition.objects.get(number="GB 3095-2012")
    edition.title_zh = "空气</script><b>"
    data = edition_linked(edition, Status.IN_FORCE, "http://testserver/standards/1/")
    assert data["identifier"] == "GB 3095-2012"
    assert "publisher" not in data
    assert "<" not in linked_text(data)
    assert json.loads(linked_text(data)) == data
    edition.fictitious = True
    assert edition_linked(edition, Status.IN_FORCE, "x") == {}


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_a_standard_is_a_feed_of_its_status_and_its_record(client, classified, kind):
    edition = Edition.objects.get(number="GB 3095-2012")
    told = text(client, f"/feeds/standards/{edition.pk}.{kind}")
    ElementTree.fromstring(told)
    assert "GB 3095-2012 录入" in told
    assert "→ 现行" in told
    assert f"/standards/{edition.pk}/#event-" in told
    assert f"/feeds/standards/{edition.pk}.atom" in text(client, f"/standards/{edition.pk}/")


@pytest.mark.parametrize("address", ["1.exe", "99999999.atom", f"{9**40}.atom"])
def test_a_feed_of_no_standard_is_not_found(client, classified, address):
    assert client.get(f"/feeds/standards/{address}").status_code == 404
