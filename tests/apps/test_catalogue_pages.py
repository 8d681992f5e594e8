"""Pages of the catalogue, as anybody sees them."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from guiju.apps.catalogue.models import Edition
from guiju.kernel.search.services import index_rebuild


@pytest.fixture
def indexed(fictitious, settings, tmp_path):
    settings.SEARCH_ROOT = tmp_path
    index_rebuild(kind="edition")
    return fictitious


def page(client, path, **query):
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_number_in_any_spelling_is_found(client, indexed):
    for spelling in ("T/GJDEMO 001-2018", "t/gjdemo001-2018", "Ｔ／ＧＪＤＥＭＯ　001—2018"):
        assert "T/GJDEMO 001-2018" in page(client, "/standards/", q=spelling)


def test_results_can_be_narrowed_by_the_status_of_today(client, indexed):
    shown = page(client, "/standards/", status="upcoming", sort="number")
    assert "T/GJDEMO 023-2026" in shown
    assert "T/GJDEMO 001-2018" not in shown


def test_nothing_found_offers_what_is_near_and_never_says_void(client, indexed):
    shown = page(client, "/standards/", q="GB/T 99999-1999")
    assert "GB/T 99903-2012" in shown
    assert "不等于" in shown


def test_a_number_not_held_is_not_taken_for_words(client, indexed):
    for number in ("GB/T 123456-2099", "T/GJDEMO 999-2018", "GB 1-1991"):
        shown = page(client, "/standards/", q=number)
        assert "没有找到" in shown, number
        assert "data-rows" not in shown


@pytest.mark.parametrize(
    "query", [{"page": "x"}, {"page": "99999"}, {"sort": "drop"}, {"status": "x"}, {"q": "'\"<b>"}]
)
def test_a_strange_address_still_gives_a_page(client, indexed, query):
    assert "<b>" not in page(client, "/standards/", **query)


def test_the_page_of_an_edition_shows_status_evidence_and_the_mark_of_fiction(client, fictitious):
    old = Edition.objects.get(number="T/GJDEMO 001-2018")
    shown = page(client, reverse("catalogue:edition", args=[old.pk]), as_of="2026-11-22")
    for expected in ("现行(将被代替)", "T/GJDEMO 001-2026", "虚构示例", "2027-07-01", "演示数据", "录入"):
        assert expected in shown
    assert "被代替</span>" in page(client, reverse("catalogue:edition", args=[old.pk]), as_of="2027-07-01")


def test_the_link_of_a_number_leads_to_its_page(client, fictitious):
    edition = Edition.objects.get(number="GB/T 99903-2012")
    for spelling in ("GB/T 99903-2012", "gb/t99903-2012", "GB／T 99903—2012"):
        assert client.get(f"/s/{spelling}").headers["Location"] == f"/standards/{edition.pk}/"


def test_the_link_of_an_unknown_or_repeated_number_leads_to_the_results(client, fictitious):
    for number in ("GB/T 99903", "GB/T 88888-2001", "T/GJDEMO 024-2014", "胡写"):
        assert client.get(f"/s/{number}").headers["Location"].startswith("/standards/?q=")


def test_an_edition_is_data_too(client, fictitious):
    edition = Edition.objects.get(number="GB/T 99909-2016")
    response = client.get(f"/standards/{edition.pk}.json", {"as_of": "2026-11-22"})
    data = json.loads(response.content)
    assert data["status"]["value"] == "in_force"
    assert {"kind": "adopts", "subject": True, "number": "ISO 99909:2014"}.items() <= data["relations"][0].items()
    assert "绘图三角板" in response.content.decode()


def test_suggestions_begin_as_typed(client, indexed):
    found = client.get("/standards/suggest", {"q": "gbt9990"}).json()["suggestions"]
    assert any(s["label"].startswith("GB/T 99902-2019") for s in found)


def test_the_data_page_names_sources_licences_and_ages(client, fictitious):
    shown = page(client, "/about-data/")
    for expected in ("虚构示例", "ISO Open Data", "BSD-2-Clause", "不作依据"):
        assert expected in shown


@pytest.mark.parametrize("path", ["/standards/999999/", "/standards/999999.json", "/standards/99999999999999999999/"])
def test_a_record_that_is_not_there_is_not_found(client, db, path):
    assert client.get(path).status_code == 404


def test_a_page_asks_few_questions(client, fictitious, django_assert_max_num_queries):
    edition = Edition.objects.get(number="T/GJDEMO 016-2000")
    with django_assert_max_num_queries(30):
        client.get(f"/standards/{edition.pk}/")
