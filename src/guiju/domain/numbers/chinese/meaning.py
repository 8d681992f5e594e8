"""The entry of the prefix table that a number was read with."""

from __future__ import annotations

from guiju.domain.numbers.chinese.local import prefix_of_region
from guiju.domain.numbers.chinese.prefixes import Prefix, printed
from guiju.domain.numbers.model import StandardNumber


def prefix_of(number: StandardNumber) -> Prefix | None:
    """The prefix of a Chinese number with what it stands for; None for foreign ones and for bodies' own codes."""
    stem, _, owner = number.prefix.partition("(")
    prefix = printed().get(stem.partition(" ")[0].upper())
    if prefix is None:
        return prefix_of_region(number.prefix)
    if owner:  # JJG(交通): not the nation's, but a department's or a region's
        owner = owner.rstrip(")")
        zh, en = prefix.zh.removeprefix("国家"), prefix.en
        return prefix._replace(
            text=number.prefix, zh=f"部门或地方{zh}（{owner}）", en=f"{en} of a department or region ({owner})"
        )
    return prefix
