"""Who the demo accounts are (演示账号), and their passwords, each installation its own. Knows no Django."""

from __future__ import annotations

import base64
import hashlib
import hmac
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from guiju.domain.language import Words
from guiju.kernel.accounts.roles import ROLES


class DemoPerson(NamedTuple):
    """One fictitious person: name, the organisation acted for and its kind, and the role held there."""

    username: str
    display_name: str
    organisation: str
    kind: str
    role: str

    @property
    def role_name(self) -> Words:
        """The name of the role."""
        return ROLES[self.role].name

    def password(self, secret: str) -> str:
        """12 letters and digits that follow from the installation's secret and are stored nowhere."""
        digest = hmac.digest(secret.encode(), f"guiju demo account {self.username}".encode(), hashlib.sha256)
        return base64.b32encode(digest).decode("ascii")[:12].lower()


def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "demo.toml").read_text(encoding="utf-8"))


def _load() -> tuple[DemoPerson, ...]:
    table = _table()
    names = table["organisations"]
    return tuple(
        DemoPerson(row["username"], row["name"], row.get("organisation", names[row["kind"]]), row["kind"], row["role"])
        for row in table["people"]
    )


DEMO_PEOPLE = _load()
DEMO_ENGLISH: Mapping[str, str] = _table()["english"]
"""The English names of their organisations, as fictitious as the Chinese ones."""
