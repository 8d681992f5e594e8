"""One field of a declaration (字段的声明)."""

from __future__ import annotations

from collections.abc import Mapping

from guiju.domain.declarations import CODE, Table
from guiju.domain.declarations.roles import READERS
from guiju.domain.language import NO_WORDS
from guiju.domain.registers.model import SCHEMES, TYPES, Compute, Field, Option

MOST_OPTIONS = 400
LONGEST_TEXT, LONGEST_LONG_TEXT = 400, 20_000
_COMPUTES = ("year", "sum", "difference", "product", "days", "interval")
_AMOUNTS = ("number", "money")
_BOUNDS = ("least", "most")
# What only fields of these types have.
_OWN: dict[str, tuple[str, ...]] = {
    "options": ("choice", "choices"),
    "unit": ("number", "computed"),
    "decimals": ("number", "computed"),
    "least": _AMOUNTS,
    "most": _AMOUNTS,
    "scheme": ("classification",),
    "register": ("record",),
    "compute": ("computed",),
    "partial": ("date",),
    "longest": ("text", "long_text"),
}


def field_read(table: Table) -> Field:
    """The field a table describes; what is wrong is noted in it."""
    kind = table.choice("type", TYPES)
    for key, types in _OWN.items():
        if key in table and kind and kind not in types:
            table.wrong(key, f"{kind} 字段没有 {key}。", f"a field of type {kind} has no {key}.")
    unique = table.flag("unique")
    if unique and kind not in ("text", "standard", "classification", "link", ""):
        table.wrong("unique", "只有文字和编号字段可以要求不重复。", "only texts and numbers of things can be unique.")
    personal = kind == "person" or table.flag("personal")
    table.flag("personal")
    least, most = (table.number(key, least=-(10**12), most=10**12) if key in table else None for key in _BOUNDS)
    if least is not None and most is not None and least > most:
        table.wrong("most", "most 不能小于 least。", "most cannot be less than least.")
    see = table.texts("see", allowed=READERS)
    return Field(
        code=table.text("code", pattern=CODE),
        name=table.words("name"),
        type=kind or "text",
        required=table.flag("required") and kind != "computed",
        required_when=_required_when(table),
        unique=unique and TYPES.get(kind, "") == "text",
        personal=personal,
        hint=table.words("hint", default=NO_WORDS),
        see=see or (("own",) if personal else ()),
        was=table.text("was", default="", pattern=CODE) if "was" in table else "",
        columns=table.texts("columns"),
        options=_options(table) if kind in ("choice", "choices") else _skip(table, "options"),
        unit=table.words("unit", default=NO_WORDS),
        decimals=2 if kind == "money" else table.number("decimals", default=0, most=6),
        least=least,
        most=most,
        scheme=table.choice("scheme", SCHEMES, default=None if kind == "classification" else ""),
        register=table.text("register", default=None if kind == "record" else "", pattern=CODE)
        if kind == "record" or "register" in table
        else "",
        compute=_compute(table) if kind == "computed" else None,
        partial=table.flag("partial"),
        longest=_longest(table, kind),
    )


def _longest(table: Table, kind: str) -> int:
    bound = LONGEST_LONG_TEXT if kind == "long_text" else LONGEST_TEXT
    return table.number("longest", default=bound, least=1, most=bound)


def _required_when(table: Table) -> Mapping[str, tuple[str, ...]]:
    holder = table.table("required_when")
    return {code: holder.texts(code, required=True) for code in holder.values} if holder else {}


def _options(table: Table) -> tuple[Option, ...]:
    rows = table.tables("options", required=True, most=MOST_OPTIONS)
    if len(table.values.get("options") or ()) > MOST_OPTIONS:
        table.wrong("options", f"最多 {MOST_OPTIONS} 个选项。", f"has more than {MOST_OPTIONS} options.")
    made = tuple(Option(row.text("code", pattern=CODE), row.words("name")) for row in rows)
    codes = [option.code for option in made]
    for at, code in enumerate(codes):
        if code in codes[:at]:
            table.wrong("options", f"选项“{code}”写了两次。", f"the option “{code}” stands twice.", at)
    return made


def _skip(table: Table, key: str) -> tuple[Option, ...]:
    """Know the key, which has been complained of already where it stands."""
    for row in table.tables(key) if key in table and isinstance(table.values[key], list) else ():
        row.text("code", default="")
        row.words("name", default=NO_WORDS)
    return ()


def _compute(table: Table) -> Compute | None:
    holder = table.table("compute", required=True)
    if holder is None:
        return None
    how, of = holder.choice("how", _COMPUTES), holder.texts("of", required=True)
    wanted = 1 if how == "year" else 2
    if how and (len(of) < wanted or (how in ("year", "difference", "days", "interval") and len(of) != wanted)):
        holder.wrong("of", f"{how} 要写 {wanted} 个字段。", f"{how} takes {wanted} field{'s' if wanted > 1 else ''}.")
    return Compute(how, of)
