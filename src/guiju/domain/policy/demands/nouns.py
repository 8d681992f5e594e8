"""Head nouns of what can be ordered to exist (对象中心词), by type, and what may follow them in a sentence."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import cast

from guiju.domain.policy.demands.model import DemandType


def _nouns() -> dict[str, list[str]]:
    """The patterns of `nouns.tsv` by type."""
    found: dict[str, list[str]] = {}
    for line in (files(__package__) / "nouns.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, pattern = line.split("\t")
            found.setdefault(kind, []).append(pattern)
    return found


_ALTERNATIVES = "|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in _nouns().items())
_AFTER = (
    r"(?=$|[\d、,。;:()\"”“《》\s]|和|与|及|以及|或|等|并|"
    r"(?:的)?(?:整体|协同|规范|统一|能力|统筹协调|统筹|牵头)?(?:建设|发展|运行|功能|作用|服务能力|能力|水平|应用|"
    r"试点|落实|实施|全覆盖|管理|对接|工作|示范|培育|"
    r"落户|落地|研究|分析|提升|活动|的保障|累计|不少于|组建|更加|基本|进一步|不断|日益|日趋|逐步|有效|衔接|改革|优化|"
    r"升级|推广)|(?:牵头|负责))"
)
NOUN = re.compile(rf"(?:{_ALTERNATIVES}){_AFTER}")
"""A head noun at the end of a phrase; its group names its type."""
STANDARDS = re.compile(r"(?:标准(?:化)?(?:计量)?(?:体系|群|簇|族)|标准体系)$")
"""A system of standards (标准体系) is a set of standards, no system to be built."""


def kind_of(found: re.Match[str]) -> DemandType:
    """The type of a head noun."""
    name = next(name for name, value in found.groupdict().items() if value)
    return cast(DemandType, name)
