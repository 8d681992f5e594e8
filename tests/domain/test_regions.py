"""Regions by code, by name and at the start of a name."""

from __future__ import annotations

import pytest

from guiju.domain.codes.regions import region, regions, regions_at_start, regions_named


@pytest.mark.parametrize(
    ("text", "full_name"),
    [
        ("厦门市人民政府办公厅", "福建省厦门市"),
        ("重庆市江津区贯彻落实", "重庆市江津区"),
        ("内蒙古包头市", "内蒙古自治区包头市"),
        ("恩施州人民政府", "湖北省恩施土家族苗族自治州"),
        ("海南省琼海市", "海南省琼海市"),
        ("上海浦东新区", "上海市浦东新区"),
    ],
)
def test_the_deepest_region_that_a_name_begins_with_is_found(text: str, full_name: str) -> None:
    assert [one.full_name for one in regions_at_start(text)] == [full_name]


def test_a_name_that_several_districts_have_gives_them_all() -> None:
    assert {one.parent_code for one in regions_named("朝阳区")} == {"110000", "220100"}


def test_a_short_name_of_a_county_needs_the_region_above_it() -> None:
    assert regions_named("江津") == ()
    assert [one.code for one in regions_named("江津", within=region("500000"))] == ["500116"]


def test_every_region_but_a_province_has_one_above() -> None:
    assert all(one.parents or one.level == "province" for one in regions())
