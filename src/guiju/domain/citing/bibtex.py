"""Entries for BibTeX and biblatex: `@standard`, which biblatex and the styles for GB/T 7714 know; others take it as
`@misc`."""

from __future__ import annotations

from collections.abc import Sequence

from guiju.domain.citing.work import Work, keys, tidy

# BibTeX counts braces even behind a backslash, so that they are named instead.
_NAMED = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "$&#_%"}  # fmt: skip
_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
_LANGUAGES = {"zh": "chinese", "en": "english", "fr": "french", "ru": "russian", "de": "german", "ja": "japanese"}


def bibtex(works: Sequence[Work]) -> str:
    """One entry after the other, in UTF-8."""
    return "\n".join(_entry(key, work) for key, work in zip(keys(works), works, strict=True))


def _entry(key: str, work: Work) -> str:
    fields = {
        "author": f"{{{escaped(work.responsible)}}}" if work.responsible else "",
        "title": escaped(work.title),
        "number": escaped(work.printed_number),
        "year": work.published_year,
        "date": work.published,
        "langid": _LANGUAGES.get(work.language[:2], ""),
        "url": "".join(_IN_ADDRESS.get(char, char) for char in tidy(work.url)),
    }
    lines = [f"  {name:<7} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@standard{{{key},", *lines, "}", ""])


def escaped(text: str) -> str:
    """Text in which nothing means anything to TeX."""
    return "".join(_NAMED.get(char, char) for char in tidy(text))
