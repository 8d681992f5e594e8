"""Declarations are read with every error on its line."""

from __future__ import annotations

from datetime import date

import pytest

from guiju.domain.declarations import CODE, LARGEST, DeclarationError, Table, declaration_open
from guiju.domain.declarations.lines import key_lines, line_of
from guiju.domain.language import Words

TEXT = '''# 一份声明
code = "training"
name = { zh = "培训", en = "Training" }
note = """
多行 [ 文字
"""

[[fields]]
code = "title"
type = "text"   # 注释 = [

[[fields]]
code = "kind"
type = "chioce"
options = [
  { code = "a" },
  { code = 5 },
]

[fields.more]
since = 2026-03-01

[visibility]
see = ["public",
       "nobody"]
'''


def read(text: str) -> tuple[Table, list[str]]:
    root = declaration_open(text, "a.toml")
    root.text("code", pattern=CODE)
    root.words("name")
    root.text("note", default="")
    for field in root.tables("fields"):
        field.text("code", pattern=CODE)
        field.choice("type", ("text", "choice"))
        for option in field.tables("options"):
            option.text("code")
        if (more := field.table("more")) is not None:
            assert more.day("since") == date(2026, 3, 1)
    if (seen := root.table("visibility")) is not None:
        seen.texts("see", allowed=("public", "own"))
    try:
        root.finish()
    except DeclarationError as error:
        return root, [f"{line} {place}" for line, place, _ in error.problems]
    return root, []


def test_every_error_is_told_at_once_with_its_line_and_place() -> None:
    assert read(TEXT)[1] == ["14 fields[2].type", "17 fields[2].options[2].code", "25 visibility.see[2]"]


def test_the_message_names_file_line_and_what_is_allowed() -> None:
    root = declaration_open('type = "x"', "b.toml")
    root.choice("type", ("text", "date"))
    with pytest.raises(DeclarationError) as caught:
        root.finish()
    assert caught.value.say("zh") == "b.toml 第 1 行（type）：“x”不在可用的之列：text、date。"
    assert caught.value.say("en") == "b.toml, line 1 (type): “x” is not one of: text, date."


def test_an_unknown_key_is_an_error_and_tells_the_known_ones() -> None:
    root = declaration_open('nmae = "x"\n', "c.toml")
    root.text("name", default="")
    with pytest.raises(DeclarationError, match="没有“nmae”这一项；这里可以写：name"):
        root.finish()


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = \n", 1), ("a = 1\na = 2\n", 2), ("a = [1,\n", 2), ("x" * (LARGEST + 1), 1), ("[" * 9_000, 1)],
)
def test_what_is_no_toml_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(DeclarationError) as caught:
        declaration_open(text, "d.toml")
    assert caught.value.problems[0].line == line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = 3", "一张表"),
        ('name = { zh = "x" }', "zh = "),
        ("name = true", "一张表"),
        ("", "缺少 name"),
    ],
)
def test_words_are_said_in_both_languages(text: str, message: str) -> None:
    root = declaration_open(text, "e.toml")
    assert root.words("name") == Words("", "")
    with pytest.raises(DeclarationError, match=message):
        root.finish()


def test_true_is_no_number_and_a_moment_no_day() -> None:
    root = declaration_open("n = true\nd = 2026-03-01T10:00:00\nl = 5", "f.toml")
    assert (root.number("n"), root.day("d"), root.texts("l")) == (0, None, ())
    with pytest.raises(DeclarationError) as caught:
        root.finish()
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3]


def test_lines_are_found_in_every_way_of_writing() -> None:
    text = (
        'a.b = 1\n"q k" = 2\nl = [[1,\n2],\n \'x\', # ]\n3]\n[t.\'u\']\nk = """\n]"""\nz = 1\n[[t.v]]\n[t.v.w]\ny = 2\n'
    )
    lines = key_lines(text)
    asked = [
        ("a", "b"),
        ("q k",),
        ("l", 1),
        ("l", 2),
        ("t", "u"),
        ("t", "u", "z"),
        ("t", "v", 0),
        ("t", "v", 0, "w", "y"),
    ]
    assert [line_of(lines, path) for path in asked] == [1, 2, 5, 6, 7, 10, 11, 13]
    assert line_of(lines, ("no", "such")) == 1


def test_named_tables_have_codes() -> None:
    root = declaration_open("[stages.first]\nx = 1\n[stages.Second]\n", "g.toml")
    assert list(root.named("stages")) == ["first"]
    root._children[0]._children[0].number("x")
    with pytest.raises(DeclarationError) as caught:
        root.finish()
    assert [problem.place for problem in caught.value.problems] == ["stages.Second"]
