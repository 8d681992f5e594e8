"""A register from its TOML (读取声明): everything that is wrong is told at once, with its line and what is allowed."""

from __future__ import annotations

import re

from guiju.domain.declarations import CODE, Table, declaration_open
from guiju.domain.declarations.roles import READERS, ROLES
from guiju.domain.registers.course import course_read
from guiju.domain.registers.fields import field_read
from guiju.domain.registers.model import FACETED, THEMES, TYPES, Answer, Field, Measure, Numbering, Register, Retention

MOST_FIELDS = 80
_COUNTS = ("records", "sum", "ratio", "mean_interval")
RESERVED = frozenset({"declarations"})
# What addresses of lists and the API say besides facets.
ASKED = frozenset({"q", "order", "show", "page", "withdrawn", "cursor", "limit", "facets"})
# What a form says besides its fields.
KEPT = frozenset({"csrfmiddlewaretoken"})
_PART = re.compile(r"\{(?:serial:([1-9])|(\w+))\}")
_NUMBERING = re.compile(r"(?:[^{}]|\{\w+(?::[1-9])?\}){1,80}")


def register_load(text: str, where: str) -> Register:
    """The register a declaration describes. Raises `DeclarationError` with all that is wrong."""
    root = declaration_open(text, where)
    fields = tuple(field_read(table) for table in root.tables("fields", required=True, most=MOST_FIELDS))
    _fields_agree(root, fields)
    codes = tuple(field.code for field in fields)
    seen = root.table("visibility", required=True) or Table(where, {}, (), {}, [])
    listing = root.table("list", required=True) or Table(where, {}, (), {}, [])
    systems = root.table("systems") or Table(where, {}, (), {}, [])
    title = root.choice("title", [f.code for f in fields if TYPES[f.type] == "text"])
    made = Register(
        code=root.text("code", pattern=CODE),
        version=root.number("version", least=1, most=10_000),
        name=root.words("name"),
        purpose=root.words("purpose"),
        answers=_answers(root),
        title=title,
        fields=fields,
        see=seen.texts("see", allowed=READERS[1:], required=True),
        public=seen.flag("public"),
        enter=seen.texts("enter", allowed=ROLES),
        keep=seen.texts("keep", allowed=ROLES, required=True),
        disclose=seen.texts("disclose", allowed=ROLES),
        numbering=_numbering(root, fields),
        columns=listing.texts("columns", allowed=codes, required=True),
        facets=listing.texts("facets", allowed=[f.code for f in fields if f.type in FACETED]),
        sorts=listing.texts("sorts", allowed=[f.code for f in fields if TYPES[f.type] or f.type == "computed"]),
        order=_order(listing, fields),
        measures=tuple(_measure(table, fields) for table in root.tables("measures")),
        retention=_retention(root, fields),
        procedure=course_read(root, fields),
        theme=root.choice("theme", THEMES, default="other"),
        served=systems.numbers("served", most=9_999),
        recorded=systems.numbers("recorded", most=9_999),
        text=text,
    )
    if made.code in RESERVED:
        root.wrong(
            "code", f"“{made.code}”已用作网址，请换一个。", f"“{made.code}” is an address of the site; choose another."
        )
    for at, code in enumerate(made.facets):
        if code in ASKED:
            zh = f"“{code}”在网址里另有用处，这个字段请换个代码。"
            listing.wrong("facets", zh, f"“{code}” means something else in addresses; give it another code.", at)
    _visibility_agrees(root, seen, made)
    _measures_agree(root, made)
    root.finish()
    return made


def _answers(root: Table) -> tuple[Answer, ...]:
    return tuple(
        Answer(table.text("document"), table.text("place"), table.text("phrase"))
        for table in root.tables("answers", required=True)
    )


def _fields_agree(root: Table, fields: tuple[Field, ...]) -> None:
    """Codes are used once, and what a field says of others is so."""
    if len(root.values.get("fields") or ()) > MOST_FIELDS:
        root.wrong("fields", f"最多 {MOST_FIELDS} 个字段。", f"has more than {MOST_FIELDS} fields.", MOST_FIELDS)
    known: dict[str, Field] = {}
    was: set[str] = set()
    for at, field in enumerate(fields):
        if field.code in KEPT:
            zh = f"“{field.code}”在表单里另有用处，这个字段请换个代码。"
            root.wrong("fields", zh, f"“{field.code}” means something else in forms; give it another code.", at)
        if field.code in known:
            root.wrong("fields", f"代码“{field.code}”用了两次。", f"the code “{field.code}” is used twice.", at)
        if field.was and (field.was in was or field.was == field.code):
            root.wrong("fields", f"was “{field.was}”不能这样用。", f"was “{field.was}” cannot stand here.", at)
        was.add(field.was)
        known[field.code] = field
    for at, field in enumerate(fields):
        for other, values in field.required_when.items():
            options = known[other].words_of if other in known else {}
            if not options or not set(values) <= options.keys():
                zh = f"required_when 里的“{other}”要是一个选择字段，值要是它的选项。"
                root.wrong("fields", zh, f"required_when: “{other}” must be a choice, with options of it.", at)
        if field.compute is not None:
            wanted = _COMPUTED_OF[field.compute.how]
            for other in field.compute.of:
                if other not in known or known[other].type not in wanted:
                    zh = f"计算用的“{other}”要是 {'、'.join(sorted(wanted))} 字段。"
                    en = f"“{other}” must be a field of type {', '.join(sorted(wanted))} to be computed with."
                    root.wrong("fields", zh, en, at)


_AMOUNTS = frozenset({"number", "money"})
_DAYS = frozenset({"date"})
_COMPUTED_OF = {
    "year": _DAYS, "days": _DAYS, "interval": _DAYS,
    "sum": _AMOUNTS, "difference": _AMOUNTS, "product": _AMOUNTS, "": _AMOUNTS,
}  # fmt: skip


def _numbering(root: Table, fields: tuple[Field, ...]) -> Numbering | None:
    table = root.table("numbering")
    if table is None:
        return None
    by_hand = table.choice("field", [f.code for f in fields if f.type == "text" and f.unique], default="")
    pattern = table.text("pattern", default="", pattern=_NUMBERING)
    per_year = table.choice("per", ("year", "all"), default="year") == "year"
    if bool(by_hand) == bool(pattern):
        table.wrong("", "pattern 和 field 要写其中一个。", "write either pattern or field.")
    serials = 0
    for part in _PART.finditer(pattern):
        serials += part[1] is not None
        choices = [f.code for f in fields if f.type in ("choice", "region") and f.required]
        if part[1] is None and part[2] not in ("year", *choices):
            listed = ", ".join(("year", "serial:4", *choices))
            table.wrong("pattern", f"{{{part[2]}}} 不能用；可以用 {listed}。", f"{{{part[2]}}}: use {listed}.")
    if pattern and serials != 1:
        table.wrong("pattern", "要有一个 {serial:4}。", "there must be one {serial:4}.")
    if pattern and per_year and "{year}" not in pattern:
        table.wrong("pattern", '按年编号要写 {year}，或写 per = "all"。', 'write {year}, or per = "all".')
    return Numbering(pattern, per_year, by_hand)


def _order(listing: Table, fields: tuple[Field, ...]) -> str:
    order = listing.text("order", default="")
    sorts = listing.values.get("sorts")
    if order and (not isinstance(sorts, list) or order.removeprefix("-") not in sorts):
        listing.wrong("order", "要是 sorts 里的一个字段，前面加 - 为倒序。", "must be one of sorts, - for descending.")
        return ""
    return order


def _measure(table: Table, fields: tuple[Field, ...]) -> Measure:
    counts = table.choice("counts", _COUNTS)
    return Measure(
        table.text("code", pattern=CODE),
        table.words("name"),
        table.words("unit"),
        counts,
        table.choice("field", _summed(fields, counts)) if counts in ("sum", "mean_interval") else "",
        table.choice("date", [f.code for f in fields if f.type == "date"]),
        table.texts("by", allowed=[f.code for f in fields if f.type in ("choice", "region", "organisation")]),
        _chosen(table, "where", fields, required=False),
        _chosen(table, "having", fields, required=True) if counts == "ratio" else {},
        table.words("definition"),
    )


def _summed(fields: tuple[Field, ...], counts: str) -> list[str]:
    """What can be summed; or the intervals a mean can be taken of."""
    if counts == "mean_interval":
        return [f.code for f in fields if f.compute is not None and f.compute.how == "interval"]
    return [f.code for f in fields if f.type in ("number", "money") or (f.compute and f.compute.how != "year")]


def _chosen(table: Table, key: str, fields: tuple[Field, ...], *, required: bool) -> dict[str, tuple[str, ...]]:
    """The values that fields must have for a record to count."""
    allowed = {f.code: ("yes", "no") if f.type == "flag" else tuple(f.words_of) for f in fields}
    kinds = {f.code for f in fields if f.type in ("choice", "flag")}
    holder = table.table(key, required=required)
    chosen: dict[str, tuple[str, ...]] = {}
    for code in holder.values if holder else ():
        assert holder is not None
        if code not in kinds:
            holder.wrong(code, "要是一个选择或是否字段。", "must be a choice or a flag.")
        else:
            chosen[code] = holder.texts(code, allowed=allowed[code], required=True)
    return chosen


def _measures_agree(root: Table, made: Register) -> None:
    codes = [measure.code for measure in made.measures]
    for at, code in enumerate(codes):
        if code in codes[:at]:
            root.wrong("measures", f"指标“{code}”写了两次。", f"the measure “{code}” stands twice.", at)


def _retention(root: Table, fields: tuple[Field, ...]) -> Retention | None:
    table = root.table("retention", required=True)
    if table is None:
        return None
    years = table.number("years", most=200)
    after = table.choice("after", [f.code for f in fields if f.type == "date"], default="") if years else ""
    return Retention(years, after, table.words("basis"))


def _visibility_agrees(root: Table, seen: Table, made: Register) -> None:
    """What is public says who discloses it; what is about a person is not for everybody."""
    if made.public and not made.disclose:
        seen.wrong("", "公开的登记簿要写 disclose：谁做信息公开审查。", "public: say in disclose who approves.")
    for at, field in enumerate(made.fields):
        if field.personal and "public" in field.see:
            zh, en = "个人信息不能对公众公开。", "personal data cannot be seen by the public."
            root.wrong("fields", zh, en, at)
        if "public" in field.see and not made.public:
            zh = "登记簿不公开，字段也不能对公众公开。"
            root.wrong("fields", zh, "the register is not public, so this field cannot be.", at)
    title = made.by_code.get(made.title)
    if title is not None and (title.personal or title.see):
        zh = f"作标题的“{made.title}”不能限制谁看。"
        root.wrong("title", zh, f"“{made.title}” is the title, so whoever sees a record sees it.")
