"""Technical regulations, standards of other jurisdictions, foreign-language versions: recorded as what they are.

The regulations here are made up: no such ones exist.
"""

from __future__ import annotations

from typing import Any

import pytest

from guiju.apps.catalogue.identity import identify_regulation
from guiju.apps.catalogue.importing.columns import guess_columns
from guiju.apps.catalogue.kinds import jurisdiction_read, kind_of, language_read
from guiju.apps.catalogue.models import Edition, Relation
from guiju.apps.catalogue.services import edition_record
from guiju.domain.language import WordsError
from kernel.conftest import AT

pytestmark = pytest.mark.django_db


def record(number: str, **fields: Any) -> Edition:
    return edition_record(actor=None, number=number, source="测试来源", at=AT, **({"title_zh": "名称"} | fields))


@pytest.mark.parametrize(
    ("number", "jurisdiction", "kept"),
    [
        ("9016/9425", "EU", "EU 9016/9425"),
        ("(EU) 9016/9425", "EU", "(EU) 9016/9425"),
        ("№ 999/2011", "EAEU", "EAEU № 999/2011"),
        ("第 999 号令", "CN", "CN 第 999 号令"),
        ("999 CFR 1", "", "999 CFR 1"),
        ("TSG 21-2016", "CN", "TSG 21-2016"),
    ],
)
def test_a_regulation_keeps_the_number_of_its_authority(number, jurisdiction, kept):
    assert identify_regulation(number, jurisdiction).number == kept


def test_equal_numbers_of_two_authorities_are_two_records():
    for jurisdiction in ("欧盟", "GCC"):
        record("9999/25", title_zh="虚构技术法规", kind="技术法规", jurisdiction=jurisdiction)
    editions = Edition.objects.order_by("id")
    assert [e.number for e in editions] == ["EU 9999/25", "GCC 9999/25"]
    assert len({e.series_id for e in editions}) == 2
    assert {(e.kind, e.level, e.publisher) for e in editions} == {("technical_regulation", "", "regulation")}


def test_a_standard_of_another_land_is_one_by_its_jurisdiction_or_its_body(client):
    own, named, foreign = record("GB/T 9-2020"), record("XYZ 1", title_en="x", kind="guidance"), record("DIN 9-2020")
    assert [kind_of(e) for e in (own, named, foreign)] == ["standard", "guidance", "foreign_standard"]
    regulation = record("9999/25", title_zh="虚构技术法规", kind="技术法规", jurisdiction="欧盟")
    page = client.get(f"/standards/{regulation.pk}/").content.decode()
    assert "技术法规" in page
    assert "欧盟" in page
    assert client.get(f"/standards/{regulation.pk}.json").json()["jurisdiction"] == "EU"


def test_a_foreign_language_version_is_an_edition_that_translates_its_original():
    record("GB/T 1.1-2020", title_zh="标准化工作导则")
    by_number = record("GB/T 1.1-2020(英文版)", title_zh="", title_en="Directives for standardization")
    assert (by_number.number, by_number.language) == ("GB/T 1.1-2020 (E)", "en")
    assert (
        record("GB/T 1.1-2020", title_zh="", title_en="Directives for standardization", foreign_version="英文版")
        == by_number
    )
    record("GB/T 9-2020 (E)", language="英文")
    assert set(Relation.objects.values_list("subject", "kind", "obj")) == {
        ("GB/T 1.1-2020 (E)", "translates", "GB/T 1.1-2020"),
        ("GB/T 9-2020 (E)", "translates", "GB/T 9-2020"),
    }


def test_what_a_list_says_of_kind_language_and_land_is_read_by_its_headings():
    header = ("标准号", "标准名称", "类型", "国家或地区", "语种", "外文版", "译自")
    meant = ["number", "title_zh", "kind", "jurisdiction", "language", "foreign_version", "translation_of"]
    assert [guess_columns(header).get(name) for name in header] == meant
    assert [jurisdiction_read(t) for t in ("欧盟", "eu", "CN", "日本", "BR", "某地")] == [
        "EU",
        "EU",
        "CN",
        "JP",
        "BR",
        None,
    ]
    assert [language_read(t) for t in ("英文版", "E", "俄语", "世界语")] == ["en", "en", "ru", "世界语"]


def test_a_land_nobody_knows_is_said_so():
    with pytest.raises(WordsError, match="不认识的国家或地区"):
        record("GB/T 9-2020", jurisdiction="某地")
