"""The fields a room declares for its searches (检索字段), as data."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Literal, NamedTuple

from guiju.domain.language import Words

Kind = Literal["facet", "text", "range", "day", "without"]


class Value(NamedTuple):
    """A value of a facet: what the index holds, its words, other ways people write it."""

    code: str
    words: Words
    others: tuple[str, ...] = ()


class Group(NamedTuple):
    """Several values by one name: all that are in force (现行) by whatever status says so."""

    code: str
    words: Words
    values: tuple[str, ...]
    others: tuple[str, ...] = ()


class Field:
    """A field: its canonical name, its words, other names, its kind, and what it accepts.

    `values` and `groups` are all a facet knows; with `read` a facet takes other values too: it gives the value a text
    stands for, "" for none.
    """

    def __init__(
        self,
        name: str,
        words: Words,
        kind: Kind,
        accepts: Words,
        *,
        others: Iterable[str] = (),
        values: Callable[[], Iterable[Value]] = tuple,
        groups: Iterable[Group] = (),
        read: Callable[[str], str] | None = None,
        bounds: tuple[int, int] = (0, 99_999_999),
    ) -> None:
        self.name, self.words, self.kind, self.accepts = name, words, kind, accepts
        self.names = frozenset(fold(one) for one in (name, words.zh, words.en, *others))
        self.groups, self.bounds = tuple(sorted(groups, key=lambda group: -len(group.values))), bounds
        self._values, self._read = values, read

    @cached_property
    def by_code(self) -> Mapping[str, Value]:
        return {value.code: value for value in self._values()}

    @cached_property
    def _meanings(self) -> Mapping[str, tuple[str, ...]]:
        """What each way of writing stands for; groups before values, codes of values last but always."""
        known: dict[str, tuple[str, ...]] = {}
        for group in self.groups:
            for text in (group.code, *group.words, *group.others):
                known.setdefault(fold(text), group.values)
        for value in self.by_code.values():
            for text in (only(value.code), *map(only, value.words), value.code, *value.words, *value.others):
                known.setdefault(fold(text), (value.code,))
        return known

    def meaning(self, text: str) -> tuple[str, ...]:
        """The values a text stands for; none when it is not understood."""
        known = self._meanings.get(fold(text))
        if known is not None:
            return known
        read = self._read(text) if self._read else ""
        return (read,) if read else ()

    def meanings(self, text: str) -> tuple[str, ...]:
        """The same for a text that may hold several, apart by a slash."""
        found = self.meaning(text)
        each = [self.meaning(part) for part in text.split("/")] if not found and "/" in text else []
        return found or (tuple(value for values in each for value in values) if each and all(each) else ())

    def code(self, text: str) -> str:
        """The code an address names: a known one as it is, another as the field reads it; "" for none."""
        return text if text in self.by_code else self._read(text) if self._read else ""

    def ordered(self, values: Iterable[str]) -> tuple[str, ...]:
        """Values each once: those known in their declared order, then the others as typed."""
        held = dict.fromkeys(values)
        return (*(code for code in self.by_code if code in held), *(code for code in held if code not in self.by_code))

    def written(self, values: tuple[str, ...], lang: str = "") -> tuple[str, ...]:
        """Values as they are typed, a full group by its name; `lang` "" for codes, else in the words of a reader."""
        texts, rest = [], list(values)
        for group in self.groups:
            if set(group.values) <= set(rest):
                texts.append(group.words.pick(lang) if lang else group.code)
                rest = [value for value in rest if value not in group.values]
        return (*texts, *(self._one(value, lang) for value in rest))

    def _one(self, code: str, lang: str) -> str:
        value = self.by_code.get(code)
        text = value.words.pick(lang) if value and lang else code
        if self._meanings.get(fold(text), (code,)) == (code,):
            return text
        text = only(text)
        return text if self._meanings.get(fold(text)) == (code,) else code

    def label(self, code: str) -> Words:
        """A value in words."""
        value = self.by_code.get(code)
        return value.words if value else Words(code, code)


def only(text: str) -> str:
    """How a value is written whose plain name means a whole group: =现行."""
    return f"={text}"


def fold(text: str) -> str:
    """One spelling for names and values: half width, lower case, without spaces, dashes and underlines apart."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().replace("_", " ").replace("-", " ").split())
