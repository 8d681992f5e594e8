"""All families, in the order they are tried."""

from __future__ import annotations

from guiju.domain.numbers.family import Family

FAMILIES: tuple[Family, ...] = ()
