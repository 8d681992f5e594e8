"""Verbs that order something to exist or to be bettered (要求动词): 建立, 完善, 搭建, 推进…建设."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import NamedTuple

_WITHIN = {"构建": "(?<![机结架])"}
"""Verbs that also stand across the border of two words (机构建立)."""


class Verb(NamedTuple):
    """One row of `verbs.tsv`: whether the verb makes something new, and what it can order (None: everything)."""

    new: bool
    types: frozenset[str] | None
    documents: bool
    built: bool
    leads: bool


def _verbs() -> dict[str, Verb]:
    table = {}
    for line in (files(__package__) / "verbs.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        verb, group, types, flags = line.split("\t")
        every = types in ("*", "most")
        table[verb] = Verb(
            new=group == "new",
            types=None if every else frozenset(types.split(",")),
            documents=types == "*" or "document" in types.split(","),
            built="built" in flags,
            leads="leads" in flags,
        )
    return table


VERBS = _verbs()
VERB = re.compile("|".join(_WITHIN.get(verb, "") + verb for verb in VERBS))
MAKING = re.compile(r"开展|建立|组建|成立|设立|搭建|发布|制定|编制")
"""A verb within the object of one that only leads to it (引导企业开展比对)."""
CONTINUED = re.compile(r"^(?:以|覆盖|集|由|与|基于|面向|涵盖|包括)")
BACKGROUND = re.compile(r"(?:根据|按照|依据|依照|围绕|在|为|为了|以|本|该|此)(?:进一步|加快|积极)?$")
NOMINAL = re.compile(
    r"[、的及等(]|\)|[和与](?!完善|实施|优化)|(?<=建设)[与水]|(?<=[发开])展与|(?<=优化)与|(?<=创新)与|(?<=开发)与|(?<=实施)(?:方案|意见|细则|办法|情况|效果|主体)"
)
"""What follows a verb that is used as a noun (建设与管理)."""
BETTERED = re.compile(
    r"(?P<object>[^,。;:]{3,40}?)(?P<how>(?:更加|基本|进一步|逐步|日益|不断)(?:完善|健全|优化|成熟|坚实)|基本建成|"
    r"基本形成|基本建立)$"
)
"""A goal says it as a state: 标准信息公共服务平台更加完善."""
