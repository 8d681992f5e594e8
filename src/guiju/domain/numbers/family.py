"""What a family of standard numbers offers to the dispatcher."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from guiju.domain.numbers.model import StandardNumber


class Family(NamedTuple):
    """One grammar: the first words it may begin with, and its reader.

    `heads`: upper-case first words, up to the first character that is no letter ("IEEE", "NIST", "AMENDMENT").
    `read`: takes the text already folded (ASCII width, one kind of dash, single spaces, trimmed), case kept;
    returns the number, None when the text is not of this family, or raises `NumberError` when it is but is malformed.
    Families that share a head are tried in the order of the table.
    """

    name: str
    heads: frozenset[str]
    read: Callable[[str], StandardNumber | None]
