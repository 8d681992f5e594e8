"""Rights are denied unless a rule grants them: every address names the rule that opens it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from guiju.kernel.accounts.access import rule_of


def _addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        place = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern, place)
        else:
            yield place, pattern


def test_every_address_names_its_rule():
    open_doors = [place for place, pattern in _addresses(get_resolver()) if not rule_of(pattern.callback)]
    assert open_doors == []
