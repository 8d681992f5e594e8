"""Small files of very many pieces: refused before they fill the memory."""

from __future__ import annotations

import pytest

from guiju.domain.citations import find_in
from guiju.domain.documents import DocumentError, read
from guiju.domain.documents.limits import Limits
from guiju.domain.documents.readers import html as page
from guiju.domain.documents.readers import markdown, plain
from guiju.domain.documents.readers.markdown_work import TooMuchWork, parsed_within

FEW = Limits(max_blocks=10, max_elements=10)


def test_a_text_of_too_many_lines_is_refused() -> None:
    assert len(plain.read(b"a\n" * 10, "a.txt", FEW).blocks) == 10
    with pytest.raises(DocumentError, match="超过 10 行"):
        plain.read(b"a\n" * 11, "a.txt", FEW)


def test_a_page_of_too_many_tags_is_refused() -> None:
    with pytest.raises(DocumentError, match="标签超过 10 个"):
        page.read(b"<p>a</p>" * 6, "a.html", FEW)


def test_a_very_long_markdown_file_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_MOST_LINES", 3)
    document = markdown.read("# 一\n\n甲\n\n乙 GB/T 1.1-2020\n".encode(), "a.md", Limits())
    assert document.format == "md"
    assert [block.text for block in document.blocks] == ["# 一", "甲", "乙 GB/T 1.1-2020"]


def test_a_span_of_thousands_of_digits_is_one() -> None:
    table = f"<table><tr><td colspan={'9' * 5_000}>GB 1-1991</td><td>名称</td></tr></table>".encode()
    assert [block.column for block in read(table, "a.html").blocks] == [0, 1]


def test_citations_past_the_bound_are_refused() -> None:
    document = read(b"GB 1-1991 GB 2-1992\nGB 3-1993", "a.txt")
    assert len(find_in(document, 3)) == 3
    with pytest.raises(DocumentError, match="超过 2 处"):
        find_in(document, 2)


@pytest.mark.parametrize("mark", ["[", "![", "[a\n", "- a\n", "*a_ ", "|a|b\n|-|-\n" + "a\n" * 50 + "\n", "<div>\n\n"])
def test_markdown_whose_marks_take_too_much_work_to_pair_is_read_as_text(
    mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown, "_MOST_WORK", 5_000)
    document = markdown.read(f"依据 GB/T 1.1-2020\n\n{mark * 3_000}".encode(), "a.md", Limits())
    assert document.format == "md"
    assert document.blocks[0].text == "依据 GB/T 1.1-2020"
    assert document.blocks[-1].text.strip() == (mark * 3_000).strip().splitlines()[-1]


def test_work_counts_what_looking_ahead_costs_not_only_the_marks_there_are() -> None:
    with pytest.raises(TooMuchWork):
        parsed_within("[" * 3_000, 30_000)
    assert parsed_within("依据 [GB/T 1.1](a) *执行*。\n\n" * 500, 30_000)
