"""Who may do what with measures (指标权限)."""

from __future__ import annotations

from guiju.domain.language import Words
from guiju.kernel.accounts.permission import rule_add
from guiju.kernel.accounts.predicates import holds, signed_in
from guiju.kernel.accounts.ways import Waits, Way, waits_add, way_add
from guiju.kernel.indicators.queries import readings_to_check

REPORTERS = ("officer", "institute", "association", "secretariat", "laboratory", "enterprise")

rule_add("indicators.see", signed_in)
rule_add("indicators.define", holds("officer", "institute"))
rule_add("indicators.report", holds(*REPORTERS))
rule_add("indicators.check", holds("officer"))

way_add(
    Way(
        "indicators:reported",
        "indicators.check",
        Words("指标核对", "Reported numbers"),
        Words("各单位填报、等待核对的数", "Numbers units reported, waiting to be checked"),
    )
)
_WAITING = Words("{n} 个填报的数待核对", "Reported numbers to check: {n}")
waits_add(lambda person: Waits("indicators:reported", _WAITING, readings_to_check(person).count()))
