"""A standard as linked data (结构化数据), in the words of schema.org, for search engines and reference managers.

schema.org has no type of its own for a standard: a `CreativeWork` with its number as `identifier`, its classes as
`DefinedTerm`. Only what is on record; nothing for fictitious records.
"""

from __future__ import annotations

import json
from typing import Any

from guiju.apps.catalogue.models import Edition
from guiju.domain.validity import STATUS_WORDS, Status

CONTEXT = "https://schema.org"
_CLASSES = {"ics": "International Classification for Standards", "ccs": "Chinese Classification for Standards"}


def edition_linked(edition: Edition, status: Status, address: str) -> dict[str, Any]:
    """The edition as a JSON-LD object; `address` is the full address of its page. Empty for a fictitious one."""
    if edition.fictitious:
        return {}
    titles = [title for title in (edition.title_zh, edition.title_en, *edition.titles.values()) if title]
    found: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "CreativeWork",
        "@id": address,
        "url": address,
        "identifier": edition.number,
        "name": f"{edition.number} {titles[0]}" if titles else edition.number,
        "alternateName": titles,
        "creativeWorkStatus": STATUS_WORDS[status].zh,
        "datePublished": edition.published,
        "expires": edition.withdrawn,
        "inLanguage": edition.language,
        "publisher": _organisation(edition.body),
        "creator": [_organisation(name) for name in edition.drafters],
        "about": [_term(name, code) for name in _CLASSES for code in getattr(edition, name)],
        "sameAs": edition.url,
    }
    return {name: value for name, value in found.items() if value}


def site_linked(name: str, address: str, search: str) -> dict[str, Any]:
    """The site itself, with its search as a `SearchAction`."""
    target = {"@type": "EntryPoint", "urlTemplate": search + "?q={search_term_string}"}
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return {"@context": CONTEXT, "@type": "WebSite", "name": name, "url": address, "potentialAction": action}


def linked_text(data: dict[str, Any]) -> str:
    """The object as it stands inside a `<script>`: no character in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _organisation(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _term(scheme: str, code: str) -> dict[str, str]:
    return {"@type": "DefinedTerm", "termCode": code, "inDefinedTermSet": _CLASSES[scheme]}
