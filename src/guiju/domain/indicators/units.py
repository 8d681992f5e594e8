"""Units of what is counted (计量单位): in which of them a number may be below nought."""

from __future__ import annotations

SIGNED = frozenset({"%", "％", "百分点", "个百分点", "℃", "°C", "度", "元", "万元", "百万元", "亿元"})
"""Growth, differences, temperatures and balances; whatever else is counted or measured in a unit cannot be negative."""


def may_be_negative(unit: str) -> bool:
    """Whether a number in this unit may be below nought; of a number without a unit nobody knows."""
    return not unit.strip() or unit.strip() in SIGNED
