"""What lists keep of what they counted (列表计数的留存): for one state of the history, for people who see the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from guiju.apps.ledger.queries.policies import sees_as
from guiju.kernel.accounts.models import User
from guiju.kernel.history.queries import chain_digest

_SECONDS = 300
T = TypeVar("T")


class Kept:
    """What was counted for a person at a moment; gone after every change of anything, whoever made it."""

    def __init__(self, person: User | AnonymousUser) -> None:
        self._state = (sees_as(person), chain_digest())

    def get(self, told: object, count: Callable[[], T]) -> T:
        """What is kept under these words, or else counted now."""
        said = repr((self._state, told))
        key = f"ledger:{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()}"
        found: T | None = cache.get(key)
        if found is None:
            found = count()
            cache.set(key, found, _SECONDS)
        return found
