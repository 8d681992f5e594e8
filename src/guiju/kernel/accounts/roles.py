"""Roles and kinds of organisation (角色), read from roles.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

from guiju.domain.language import Words


class Role(NamedTuple):
    """A role (角色): its name, what its holder does, the kinds of organisation it exists in (empty: any).

    `administrator` marks the three separate powers (三员分立), of which a person holds at most one.
    """

    code: str
    name: Words
    does: Words
    kinds: frozenset[str]
    administrator: bool


def _load() -> tuple[dict[str, Role], dict[str, Words]]:
    table = tomllib.loads((Path(__file__).parent / "roles.toml").read_text(encoding="utf-8"))
    kinds = {code: Words(**name) for code, name in table["kinds"].items()}
    roles = {
        code: Role(
            code,
            Words(row["zh"], row["en"]),
            Words(**row["does"]),
            frozenset(row["in"]),
            row.get("administrator", False),
        )
        for code, row in table["roles"].items()
    }
    return roles, kinds


ROLES, ORGANISATION_KINDS = _load()
ADMINISTRATORS = frozenset(role.code for role in ROLES.values() if role.administrator)


def roles_in(kind: str) -> list[Role]:
    """The roles that exist in a kind of organisation, administrators last."""
    found = [role for role in ROLES.values() if not role.kinds or kind in role.kinds]
    return sorted(found, key=lambda role: role.administrator)
