"""Declarations of registers are read whole, and every mistake is told with its line."""

from __future__ import annotations

import pytest

from domain.register_samples import SMALL
from guiju.domain.declarations import DeclarationError, declaration_files
from guiju.domain.registers import register_diagram, register_load


def problems(text: str) -> list[str]:
    with pytest.raises(DeclarationError) as caught:
        register_load(text, "x.toml")
    return [f"{problem.place}: {problem.message.zh}" for problem in caught.value.problems]


def test_fields_that_are_asked_about_have_typed_columns_and_the_others_none() -> None:
    register = register_load(SMALL, "x.toml")
    assert register.typed == {"name": "text", "kind": "text", "begun": "text", "cost": "number"}
    assert register.by_code["cost"].decimals == 2
    assert register.measures[0].where == {"kind": ("a",)}


def test_a_share_and_a_mean_interval_are_measures_with_columns_of_their_own() -> None:
    flag = '[[fields]]\ncode = "done"\nname = { zh = "完成", en = "Done" }\ntype = "flag"\n\n[[measures]]'
    ratio = 'counts = "ratio"\nhaving = { done = ["yes"] }'
    register = register_load(
        SMALL.replace("[[measures]]", flag).replace('counts = "sum"\nfield = "cost"', ratio), "x.toml"
    )
    assert register.measures[0].having == {"done": ("yes",)}
    assert register.typed["done"] == "number"
    assert "measures[1]: 缺少 having（一张表）。" in problems(
        SMALL.replace('counts = "sum"\nfield = "cost"', 'counts = "ratio"')
    )
    assert "measures[1].field: “cost”不在可用的之列：（没有）。" in problems(SMALL.replace('"sum"', '"mean_interval"'))


def test_a_register_says_which_systems_it_serves() -> None:
    register = register_load(SMALL.replace("[visibility]", "[systems]\nserved = [7]\n\n[visibility]"), "x.toml")
    assert (register.served, register.recorded) == ((7,), ())


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ('type = "money"', 'type = "mony"', "fields[4].type: “mony”不在可用的之列"),
        ('code = "cost"', 'code = "begun"', "fields[4]: 代码“begun”用了两次"),
        ('title = "name"', 'title = "kinds"', "title: “kinds”不在可用的之列：name、kind、begun"),
        ('facets = ["kind"]', 'facets = ["cost"]', "list.facets[1]: “cost”不在可用的之列：kind"),
        ('order = "-begun"', 'order = "-kind"', "list.order: 要是 sorts 里的一个字段"),
        ('disclose = ["officer"]\n', "", "visibility: 公开的登记簿要写 disclose"),
        ('keep = ["officer"]', 'keep = ["boss"]', "visibility.keep[1]: “boss”不在可用的之列"),
        ("{serial:3}", "{number}", "numbering.pattern: {number} 不能用"),
        ("{serial:3}", "3", "numbering.pattern: 要有一个 {serial:4}"),
        (
            'see = ["own"]\n\n[[measures]]',
            'personal = true\nsee = ["public"]\n\n[[measures]]',
            "个人信息不能对公众公开",
        ),
        ('field = "cost"', 'field = "name"', "measures[1].field: “name”不在可用的之列：cost"),
        ('where = { kind = ["a"] }', 'where = { kind = ["c"] }', "measures[1].where.kind[1]: “c”不在可用的之列：a、b"),
        ('type = "date"', 'type = "date"\nscheme = "ics"', "fields[3].scheme: date 字段没有 scheme"),
        ('type = "date"', 'type = "date"\nrequired_when = { kind = ["z"] }', "required_when 里的“kind”"),
        ("years = 0", "yeers = 0", "retention.yeers: 没有“yeers”这一项"),
        ("options = [", 'options = [{ code = "a", name = { zh = "丙", en = "C" } }, ', "选项“a”写了两次"),
        ("unique = true", "unique = true\nsee = ['own']", "title: 作标题的“name”不能限制谁看"),
    ],
)
def test_a_mistake_is_told_with_its_place(written: str, instead: str, told: str) -> None:
    assert written in SMALL
    assert told in "\n".join(problems(SMALL.replace(written, instead, 1)))


def test_a_facet_is_not_called_as_what_addresses_say_besides() -> None:
    renamed = SMALL.replace('code = "kind"', 'code = "page"').replace('facets = ["kind"]', 'facets = ["page"]')
    assert "list.facets[1]: “page”在网址里另有用处" in "\n".join(problems(renamed))


def test_nothing_but_a_code_tells_everything_that_is_missing_at_once() -> None:
    found = problems('code = "x"')
    assert {"缺少 name", "缺少 visibility", "缺少 fields", "缺少 list", "缺少 retention", "缺少 answers"} <= {
        line.split(": ")[1].split("（")[0] for line in found
    }


@pytest.mark.parametrize("path", declaration_files("registers"), ids=lambda path: path.name)
def test_every_shipped_declaration_is_good_and_named_as_its_file(path: object) -> None:
    register = register_load(path.read_text(encoding="utf-8"), path.name)  # type: ignore[attr-defined]
    assert f"{register.code}.toml" == path.name  # type: ignore[attr-defined]
    assert register.answers
    assert {*register.columns} <= {field.code for field in register.fields if not field.personal}


def test_a_drawing_shows_fields_and_which_register_names_which() -> None:
    other = SMALL.replace('"trials"', '"other"').replace('type = "date"', 'type = "record"\nregister = "trials"', 1)
    other = other.replace('sorts = ["begun"]\norder = "-begun"', "").replace("[[measures]]", "[[measures]]", 1)
    other = other[: other.index("[[measures]]")]
    drawn = register_diagram([register_load(SMALL, "a.toml"), register_load(other, "b.toml")])
    assert 'text name UK "名称"' in drawn
    assert 'other }o--o| trials : "开始"' in drawn


def test_one_field_too_many_is_one_mistake() -> None:
    more = "".join(f'[[fields]]\ncode = "f{n}"\nname = {{ zh = "项", en = "x" }}\ntype = "text"\n\n' for n in range(90))
    with pytest.raises(DeclarationError) as told:
        register_load(SMALL + "\n" + more, "a")
    assert [problem.message.zh for problem in told.value.problems] == ["最多 80 个字段。"]
