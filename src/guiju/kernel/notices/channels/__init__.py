"""Ways out for notices (发送渠道), a folder for each: mail, webhook; others are added beside them.

A channel module has `ready(user) -> bool`, whether it can reach the person and they want it, and
`send(user, letter)`, which raises `Unsent` where nothing has left the house and it may be tried again.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.kernel.accounts.models import User


class Letter(NamedTuple):
    """A notice as it is sent: `key` names it, `link` is its page, `why` says why it came."""

    key: str
    subject: Words
    body: Words
    why: Words
    link: str

    def text(self) -> str:
        """Body, link and reason in both languages."""
        link = f"\n\n{self.link}" if self.link else ""
        return "\n\n---\n\n".join(f"{b}{link}\n\n{w}" for b, w in zip(self.body, self.why, strict=True))


class Unsent(Exception):
    """Nothing has been sent; it may be tried again later."""


class Channel(NamedTuple):
    """One way out."""

    name: str
    ready: Callable[[User], bool]
    send: Callable[[User, Letter], None]


@cache
def channels() -> dict[str, Channel]:
    """Every channel there is a folder for."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = import_module(f"{__name__}.{module.name}")
        found[module.name] = Channel(module.name, loaded.ready, loaded.send)
    return found
