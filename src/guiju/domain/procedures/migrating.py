"""Bringing a running case over to a newer version of its procedure (在办事项过渡), by the rule the newer one states."""

from __future__ import annotations

from guiju.domain.procedures.case import Case
from guiju.domain.procedures.model import Procedure


def migrated(newer: Procedure, case: Case, version: int) -> Case | None:
    """The case under the newer version, its stages by their new names; None where it keeps the version it runs under:
    the newer one states no rule for it, or one of its stages is there no longer."""
    rule = newer.migration
    if rule is None or version not in rule.versions:
        return None
    names = rule.stages
    steps = tuple(
        step._replace(source=names.get(step.source, step.source), target=names.get(step.target, step.target))
        for step in case.steps
    )
    begins = names.get(case.begins, case.begins)
    known = {begins} | {step.target for step in steps} | {step.source for step in steps}
    return case._replace(begins=begins, steps=steps) if known <= newer.stages.keys() else None
