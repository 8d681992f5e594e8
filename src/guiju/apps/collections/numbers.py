"""Numbers somebody pastes or hands in (编号清单): whatever standard numbers a text or a file holds."""

from __future__ import annotations

from typing import NamedTuple

from guiju.domain.citations import find_in
from guiju.domain.documents import read
from guiju.domain.language import Words, WordsError
from guiju.domain.numbers import edition_key


class Numbers(NamedTuple):
    """The numbers found, each once and in order, and what looked like one and could not be read."""

    found: tuple[str, ...]
    unread: tuple[str, ...]


def numbers_in(data: bytes, name: str) -> Numbers:
    """The standard numbers of a file or a text. Raises `WordsError` for one that cannot be read or holds none."""
    citations = [found.citation for found in find_in(read(data, name))]
    found = dict.fromkeys(edition_key(member) for citation in citations for member in citation.members)
    unread = dict.fromkeys(citation.span[:100] for citation in citations if citation.error)
    if not found:
        message = Words("没有找到标准号。", "No standard numbers were found.")
        remedy = Words("请粘贴含有标准号的文字，如 GB/T 1.1-2020。", "Paste text with numbers such as GB/T 1.1-2020.")
        raise WordsError("no_numbers", message, remedy, where="numbers")
    return Numbers(tuple(found), tuple(unread))
