"""Chinese on English pages is marked as such, between tags alone."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from guiju.kernel.accounts.models import Organisation
from guiju.web.chinese_marked import page_marked
from guiju.web.language import called

ZH = '<span lang="zh-Hans">'


@pytest.mark.parametrize(
    ("page", "marked"),
    [
        ("<p>Older: 《示例》意见(2021-2025年)</p>", f"<p>Older: {ZH}《示例》意见(2021-2025年</span>)</p>"),
        ("<b>示例.txt is marked 机密</b>", f"<b>{ZH}示例</span>.txt is marked {ZH}机密</span></b>"),
        ("<a title='示例' href=\"/示例\">one</a>", "<a title='示例' href=\"/示例\">one</a>"),
        ("<title>示例</title><option>x</option>", "<title>示例</title><option>x</option>"),
        ("<select><option>示例</option></select>", "<select><option>示例</option></select>"),
        ("<svg><text>示例</text></svg> 例", f"<svg><text>示例</text></svg> {ZH}例</span>"),
        (
            "<svg><svg><use/></svg><text>示例</text></svg> 例",
            f"<svg><svg><use/></svg><text>示例</text></svg> {ZH}例</span>",
        ),
        ('<button lang="zh-Hans">中文</button><i>中&amp;文</i>', None),
        ("<p>A、B，C。</p>", "<p>A、B，C。</p>"),
        ("<textarea>甲\n<b></textarea>", "<textarea>甲\n<b></textarea>"),
    ],
)
def test_runs_of_chinese_between_tags_are_marked(page, marked):
    want = (
        '<button lang="zh-Hans">中文</button>' + f"<i>{ZH}中</span>&amp;{ZH}文</span></i>" if marked is None else marked
    )
    assert page_marked(page) == want


@pytest.mark.parametrize("piece", ["a b 1 ", "&lt;", "<a", "<script", "<!--"])
def test_a_page_of_two_megabytes_without_chinese_is_gone_through_once(piece):
    page = piece * (2_000_000 // len(piece))
    assert page_marked(page) == page


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_an_organisation_goes_by_its_english_name_where_that_is_known(db, client, settings, language):
    known, unknown = Organisation(name="示例院", name_en="Example Institute"), Organisation(name="示例局")
    with override(language):
        assert called(known) == ("Example Institute" if language == "en" else "示例院")
        assert called(unknown) == "示例局"
    page = client.get("/systems/", headers={"accept-language": language}).content.decode()
    assert (ZH in page) == (language == "en")
    assert ("Task ledger of the action plan" in page) == (language == "en")
    assert "行动计划工作台账" in page
