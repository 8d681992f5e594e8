"""Standards to be cited: the part of their page, single files, and files of what a search finds."""

from __future__ import annotations

import pytest

from guiju.apps.catalogue.models import Edition
from guiju.kernel.jobs.worker import run_due

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_catalogue")]


def test_the_page_shows_every_format_and_its_file(client):
    edition = Edition.objects.get(number="GB/T 1.1-2020")
    page = client.get(f"/standards/{edition.pk}/").content.decode()
    assert "GB/T 1.1—2020 标准化工作导则[S]." in page
    for ending in ("gbt2025", "gbt2015", "bib", "json", "ris"):
        assert f"/standards/{edition.pk}/cite.{ending}" in page


@pytest.mark.parametrize(
    ("ending", "begins", "name"),
    [
        ("txt", "GB/T 1.1—2020 标准化工作导则[S].", "GB-T_1.1-2020.txt"),
        ("gbt2015", "标准化工作导则: GB/T 1.1—2020[S]. 2020.", "GB-T_1.1-2020.txt"),
        ("bib", "@standard{GB-T-1.1-2020,", "GB-T_1.1-2020.bib"),
        ("json", "[", "GB-T_1.1-2020.json"),
        ("ris", "TY  - STAND\r\n", "GB-T_1.1-2020.ris"),
    ],
)
def test_a_file_can_be_downloaded_in_every_format(client, ending, begins, name):
    edition = Edition.objects.get(number="GB/T 1.1-2020")
    answer = client.get(f"/standards/{edition.pk}/cite.{ending}")
    assert answer.content.decode().startswith(begins)
    assert name in answer["Content-Disposition"]


def test_what_a_search_finds_can_be_cited_at_once(client):
    run_due()
    answer = client.get("/standards/cite.bib", {"q": "标准化工作导则"})
    assert answer.content.decode().count("@standard{") == 2


def test_formats_and_editions_that_do_not_exist_are_not_found(client):
    edition = Edition.objects.first()
    assert client.get(f"/standards/{edition.pk}/cite.exe").status_code == 404
    assert client.get("/standards/999999999999999999999/cite.bib").status_code == 404
    assert client.get("/standards/cite.docx").status_code == 404
