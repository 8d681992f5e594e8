"""What an address asks of the list (制度清单的筛选); every face takes the same parameters."""

from __future__ import annotations

from collections.abc import Container

from django.http import QueryDict

from guiju.apps.systems.queries import AskedSystems
from guiju.apps.systems.reading import GROUPS, policies
from guiju.kernel.claims import STATES

_LONGEST = 100


def asked_read(params: QueryDict) -> AskedSystems:
    """What is asked for; what is not known is left out."""
    text = " ".join(params.get("q", "").replace("\0", "")[:_LONGEST].split())
    return AskedSystems(
        text, _known(params, "policy", policies()), _known(params, "group", GROUPS), _known(params, "state", STATES)
    )


def asked_address(asked: AskedSystems, **changed: str) -> str:
    """The query of an address that asks the same, changed; "" for the whole list."""
    query = QueryDict(mutable=True)
    for name, value in zip(("q", "policy", "group", "state"), asked, strict=True):
        if changed.get(name, value):
            query[name] = changed.get(name, value)
    return f"?{query.urlencode()}" if query else ""


def _known(params: QueryDict, name: str, known: Container[str]) -> str:
    value = params.get(name, "")
    return value if value in known else ""
