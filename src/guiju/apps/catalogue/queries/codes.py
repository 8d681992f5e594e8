"""Titles of codes of the classifications (分类名称)."""

from __future__ import annotations

from collections.abc import Collection

from guiju.apps.catalogue.queries.rows import places, rows
from guiju.domain.language import NO_WORDS, Words

_TITLES = {
    "ics": "SELECT code, title_zh, title_en FROM catalogue_icscode WHERE code IN ({})",
    "ccs": "SELECT code, title_zh, title_zh FROM catalogue_ccscode WHERE code IN ({})",
}


def titles_of(name: str, codes: Collection[str]) -> dict[str, Words]:
    """The titles of codes of a classification, "ics" or "ccs"; empty for a code it does not have."""
    found = dict.fromkeys(codes, NO_WORDS)
    for code, zh, en in rows(_TITLES[name].format(places(codes)), list(codes)) if codes else ():
        found[code] = Words(zh or en, en or zh)
    return found
