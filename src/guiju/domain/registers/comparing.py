"""Two versions of a declaration (版本比较): what changed, and what becomes of the records there are."""

from __future__ import annotations

from typing import Literal, NamedTuple

from guiju.domain.declarations import DeclarationError, Problem
from guiju.domain.declarations.lines import key_lines, line_of
from guiju.domain.language import Words
from guiju.domain.registers.model import Field, Register

Kind = Literal[
    "added", "renamed", "retyped", "removed", "moved", "required", "unique", "option_removed", "disclosed", "shown"
]


class Change(NamedTuple):
    """One change: the field as the new version calls it (a removed one by its old code), its code before, and what
    becomes of the records."""

    kind: Kind
    field: str
    was: str
    effect: Words


class Comparison(NamedTuple):
    """Every change, in the order of the new version's fields, removed ones last; and each new field's old one."""

    changes: tuple[Change, ...]
    before: dict[str, str]


def registers_compare(old: Register, new: Register) -> Comparison:
    """What changes from one version to a later one. Raises `DeclarationError` where it is no later version of it."""
    wrong: list[Problem] = []
    lines = key_lines(new.text)
    if new.code != old.code:
        wrong.append(
            _problem(
                line_of(lines, ("code",)),
                "code",
                f"这是另一个登记簿：{old.code}。",
                f"this is another register: {old.code}.",
            )
        )
    if new.version <= old.version:
        zh = f"现行是第 {old.version} 版，改动后请写 version = {old.version + 1}。"
        en = f"version {old.version} is in use; write version = {old.version + 1}."
        wrong.append(_problem(line_of(lines, ("version",)), "version", zh, en))
    before: dict[str, str] = {}
    for field in new.fields:
        if field.was and field.was in old.by_code and field.code not in old.by_code:
            before[field.code] = field.was
        elif field.code in old.by_code:
            before[field.code] = field.code
    for code in {was for code, was in before.items() if was != code} & new.by_code.keys():
        zh = f"“{code}”改名后，这个代码不能又给别的字段。"
        en = f"“{code}” was renamed; no other field can have this code yet."
        at = [field.code for field in new.fields].index(code)
        wrong.append(_problem(line_of(lines, ("fields", at, "code")), f"fields[{at + 1}].code", zh, en))
    if wrong:
        raise DeclarationError(f"{new.code}.toml", wrong)
    changes = [change for field in new.fields for change in _field(old, new, field, before.get(field.code))]
    kept = set(before.values())
    changes += [_removed(field) for field in old.fields if field.code not in kept]
    return Comparison(tuple(changes), before)


def _field(old: Register, new: Register, field: Field, was: str | None) -> list[Change]:
    name, code = field.name, field.code
    if was is None:
        zh = f"新增“{name.zh}”，现有记录留空" + ("，下次修改时必须填写。" if field.required else "。")
        en = f"“{name.en}” is added, empty in the records there are" + (
            " until they are next changed." if field.required else "."
        )
        return [Change("added", code, "", Words(zh, en))]
    past, found = old.by_code[was], []
    if was != code:
        words = Words(f"“{was}”改称“{code}”，内容不变。", f"“{was}” is called “{code}” now; what it holds stays.")
        found.append(Change("renamed", code, was, words))
    if past.shape != field.shape:
        zh = f"“{name.zh}”由 {past.type} 改为 {field.type}：能换算的换算，不能换算的原样留存并列出。"
        en = f"“{name.en}” turns from {past.type} to {field.type}: what can be read so is, the rest is kept and listed."
        found.append(Change("retyped", code, was, Words(zh, en)))
    elif (was in old.typed) != (code in new.typed):
        to = code in new.typed
        words = Words(f"“{name.zh}”{'加' if to else '去掉'}索引，内容不变。",
                      f"“{name.en}” {'gets' if to else 'loses'} its index; what it holds stays.")  # fmt: skip
        found.append(Change("moved", code, was, words))
    if field.required and not past.required:
        words = Words(f"“{name.zh}”改为必填；缺少的记录照旧，下次修改时必须补上。",
                      f"“{name.en}” is required from now on; records without it stay until next changed.")  # fmt: skip
        found.append(Change("required", code, was, words))
    if field.unique and not past.unique:
        words = Words(f"“{name.zh}”改为不得重复；有重复时不能施行。",
                      f"“{name.en}” must be unique; this cannot be applied while values are repeated.")  # fmt: skip
        found.append(Change("unique", code, was, words))
    gone = [option.words for option in past.options if option.code not in field.words_of]
    if gone and past.shape == field.shape:
        zh, en = "、".join(words.zh for words in gone), ", ".join(words.en for words in gone)
        words = Words(f"“{name.zh}”不再有选项 {zh}；已填的照旧显示。",
                      f"“{name.en}” no longer offers {en}; what was chosen stays.")  # fmt: skip
        found.append(Change("option_removed", code, was, words))
    if field.is_public and not past.is_public:
        zh = f"“{name.zh}”今后对公众公开；填了这一项、已公开的登记先撤下，重新审查后再公开。"
        en = f"“{name.en}” is for the public now; public records that have it are taken off until approved again."
        found.append(Change("disclosed", code, was, Words(zh, en)))
    elif past.see and (not field.see or set(field.see) - set(past.see)):
        words = Words(f"“{name.zh}”今后更多人看得到；已填的内容也是。",
                      f"More people see “{name.en}” from now on, and what it holds.")  # fmt: skip
        found.append(Change("shown", code, was, words))
    return found


def _removed(field: Field) -> Change:
    words = Words(f"“{field.name.zh}”不再使用；已填的内容留存，不再显示。",
                  f"“{field.name.en}” is no longer used; what it holds is kept and no longer shown.")  # fmt: skip
    return Change("removed", field.code, field.code, words)


def _problem(line: int, place: str, zh: str, en: str) -> Problem:
    return Problem(line, place, Words(zh, en))
