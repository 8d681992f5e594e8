"""American bodies with short grammars (美国其他标准机构)."""

from __future__ import annotations

from guiju.domain.numbers.families.american import industry, products

FAMILIES = (*industry.FAMILIES, *products.FAMILIES)
