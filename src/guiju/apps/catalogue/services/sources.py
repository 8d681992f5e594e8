"""Sources by name (来源登记)."""

from __future__ import annotations

from collections.abc import Iterable

from guiju.apps.catalogue.models import Source
from guiju.domain.validity.said import rank

_LONGEST = 200


def sources_ensure(names: Iterable[str]) -> dict[str, int]:
    """The key of every source named, made when it is new."""
    wanted = set(names)
    known = dict(Source.objects.filter(code__in=[name[:_LONGEST] for name in wanted]).values_list("code", "id"))
    for name in sorted(wanted):
        code = name[:_LONGEST]
        if code not in known:
            known[code] = Source.objects.create(code=code, name=code, rank=rank(name)).pk
    return {name: known[name[:_LONGEST]] for name in wanted}
