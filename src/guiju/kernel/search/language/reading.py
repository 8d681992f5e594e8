"""Reads and writes what is typed (检索式读写)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches

from guiju.domain.language import Words
from guiju.domain.numbers import read
from guiju.domain.validity.written import DateUnread, whole_day
from guiju.kernel.search.language import spans
from guiju.kernel.search.language.fields import Field, fold
from guiju.kernel.search.language.model import Span, Term, Typed
from guiju.kernel.search.language.scanning import Piece, items, pieces, quoted, unquoted

MAX_LENGTH = 1_000
MAX_PIECES = 24
MAX_VALUES = 20
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
_YEAR_BEHIND = re.compile(r"[\d.]+")
_LOOKS_LIKE_FIELD = re.compile(r"([A-Za-z_]{3,20}|(?!第)[\u3400-\u9fff]{2,4})[:：](?=\S)")
_NUMBER = re.compile(r"[A-Z]+[:：]\d")
_FIELD_MARKS = frozenset(":：<>≤≥＜＞")


class Language:
    """The search language of a room: its fields."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self.fields = {field.name: field for field in fields}
        self._by_name = {name: field for field in self.fields.values() for name in field.names}

    def parse(self, text: str) -> Typed:
        """What a text asks for. Never raises: what is not understood is a remark."""
        reader = _Reader(self)
        if len(text) > MAX_LENGTH:
            reader.remark(
                Words("检索式太长，只用了前面一部分。", "The query is too long: only its beginning was used.")
            )
        for count, piece in enumerate(_joined(pieces(text[:MAX_LENGTH], self.is_name))):
            if count == MAX_PIECES:
                reader.remark(
                    Words(f"条件太多，只用了前 {MAX_PIECES} 个。", f"Too many parts: the first {MAX_PIECES} were used.")
                )
                break
            reader.take(piece)
        return reader.typed()

    def is_name(self, text: str) -> bool:
        """Whether a field is called so."""
        return fold(text) in self._by_name

    def named(self, text: str) -> Field | None:
        """The field called so."""
        return self._by_name.get(fold(text))

    def text(self, typed: Typed, lang: str = "") -> str:
        """The canonical form; with `lang` "zh" in Chinese names and values. Reads as the same again."""
        lang = lang if lang == "zh" else ""
        parts = [typed.words] if typed.terms else []
        parts += ["-" + (quoted(text) if _plain(text) else f'"{text}"') for text in typed.without]
        for field in self.fields.values():
            name = field.words.zh if lang else field.name
            for values, minus in (
                (typed.facets.get(field.name), ""),
                (typed.facets_without.get(field.name), "-"),
            ):
                if values:
                    parts.append(f"{minus}{name}:{','.join(map(quoted, field.written(values, lang)))}")
            if field.name in typed.fields:
                parts.append(f"{name}:{quoted(typed.fields[field.name])}")
            if field.name in typed.ranges:
                parts.append(f"{name}:{spans.written(typed.ranges[field.name])}")
            if field.kind == "day" and typed.day:
                parts.append(f"{name}:{typed.day.isoformat()}")
        return " ".join(parts)

    def nearest(self, name: str) -> Field | None:
        """The field a misspelt name is nearest to."""
        found = get_close_matches(fold(name), self._by_name, 1, 0.7)
        return self._by_name[found[0]] if found else None


class _Reader:
    """Gathers what the pieces ask for."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._terms: list[Term] = []
        self._without: dict[str, None] = {}
        self._facets: dict[bool, dict[str, dict[str, None]]] = {False: {}, True: {}}
        self._fields: dict[str, str] = {}
        self._ranges: dict[str, Span] = {}
        self._day: date | None = None
        self._remarks: dict[Words, None] = {}

    def remark(self, words: Words) -> None:
        self._remarks[words] = None

    def typed(self) -> Typed:
        chosen, refused = (
            {
                name: self._language.fields[name].ordered(values)
                for name, values in self._facets[minus].items()
                if values
            }
            for minus in (False, True)
        )
        return Typed(
            tuple(self._terms), tuple(self._without), chosen, refused, self._fields, self._ranges, self._day,
            tuple(self._remarks),
        )  # fmt: skip

    def take(self, piece: Piece) -> None:
        field = self._language.named(piece.name) if piece.name else None
        if field is None:
            self._word(piece)
        elif not unquoted(piece.value):
            self._not_understood(field, "")
        elif field.kind == "facet":
            self._values(field, piece)
        elif field.kind == "without" or (field.kind == "text" and piece.minus):
            self._refuse(items(piece.value))
        elif piece.minus:
            self.remark(
                Words(f"“{field.words.zh}”不能用减号排除。", f"“{field.name}” cannot be excluded with a minus sign.")
            )
        elif field.kind == "text":
            self._text(field, piece.value)
        elif field.kind == "range":
            self._range(field, piece.value)
        else:
            self._on(field, piece.value)

    def _word(self, piece: Piece) -> None:
        text = piece.value
        if piece.minus and not piece.phrase and _YEAR_BEHIND.fullmatch(text) and self._after_number():
            self._terms.append(Term(f"-{text}"))  # GB/T 19001 -2016
        elif piece.minus:
            self._refuse([text])
        else:
            self._terms.append(Term(text, piece.phrase))
            looks = _LOOKS_LIKE_FIELD.match(text)
            if looks and not piece.phrase and not _NUMBER.match(text):
                self._no_field(looks[1])

    def _after_number(self) -> bool:
        return bool(self._terms) and not self._terms[-1].phrase and self._terms[-1].text[-1:].isdigit()

    def _refuse(self, texts: Iterable[str]) -> None:
        for text in texts:
            if kept := text.lstrip("-－").strip():
                self._without[kept] = None

    def _values(self, field: Field, piece: Piece) -> None:
        held = self._facets[piece.minus].setdefault(field.name, {})
        for item in items(piece.value)[:MAX_VALUES]:
            meaning = field.meanings(item)
            held.update(dict.fromkeys(meaning))
            if not meaning:
                self._not_understood(field, item)

    def _text(self, field: Field, value: str) -> None:
        words = f"{self._fields.get(field.name, '')} {' '.join(items(value))}".split()
        if words:
            self._fields[field.name] = " ".join(dict.fromkeys(words))

    def _range(self, field: Field, value: str) -> None:
        found = spans.span(unquoted(value), field.bounds)
        if found is None:
            self._not_understood(field, value)
            return
        narrowed = spans.both(self._ranges.get(field.name, (None, None)), found)
        if narrowed is None:
            self.remark(
                Words(f"“{field.words.zh}”的几个范围没有交集，只用了最后一个。",
                      f"The ranges of “{field.name}” have nothing in common: the last one was used.")
            )  # fmt: skip
        self._ranges[field.name] = narrowed or found

    def _on(self, field: Field, value: str) -> None:
        try:
            day = whole_day(unquoted(value)[:20])
        except DateUnread:
            day = None
        if day is None or not _FIRST_DAY <= day <= _LAST_DAY:
            self._not_understood(field, value)
        else:
            self._day = day

    def _not_understood(self, field: Field, value: str) -> None:
        zh = f"“{field.words.zh}”没有“{_short(value)}”这个值，未用" if value else f"“{field.words.zh}”后面没有值，未用"
        en = f"“{_short(value)}” is no {field.words.en.lower()}" if value else f"No value given for “{field.name}”"
        self.remark(Words(f"{zh}。可以写：{field.accepts.zh}", f"{en}: left out. Accepted: {field.accepts.en}"))

    def _no_field(self, name: str) -> None:
        near = self._language.nearest(name)
        known = "、".join(field.words.zh for field in self._language.fields.values())
        listed = ", ".join(self._language.fields)
        zh = f"是不是“{near.words.zh}:”？" if near else f"可用的字段：{known}。"
        en = f" Did you mean “{near.name}:”?" if near else f" Fields: {listed}."
        self.remark(
            Words(f"没有“{_short(name)}”这个字段，已按词语检索。{zh}",
                  f"There is no field “{_short(name)}”: searched as words.{en}")
        )  # fmt: skip


def _joined(found: Iterable[Piece]) -> Iterator[Piece]:
    """The same, a refused number typed with a space as one piece: -GB/T 19001."""
    held: Piece | None = None
    for piece in found:
        if held and not (piece.name or piece.minus or piece.phrase) and read(f"{held.value} {piece.value}").members:
            yield held._replace(value=f"{held.value} {piece.value}")
            held = None
            continue
        if held:
            yield held
        held = piece if piece.minus and not piece.name and not piece.phrase else None
        if not held:
            yield piece
    if held:
        yield held


def _plain(text: str) -> bool:
    """Whether a word not wanted can stand without quotation marks."""
    return not _YEAR_BEHIND.fullmatch(text) and not set(text) & _FIELD_MARKS


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"
