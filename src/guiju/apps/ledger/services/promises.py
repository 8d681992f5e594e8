"""Verbs of targets as a policy says them (目标的更正与补录): corrected, added; not their ties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from guiju.apps.ledger.models import Policy, Target
from guiju.apps.ledger.overtaken import overtaken
from guiju.apps.ledger.recording import TARGET, ledger_record, what_differs
from guiju.apps.ledger.rows import last_day
from guiju.apps.ledger.services.items import item_held
from guiju.apps.ledger.services.placing import code_next, passage_find, place_at, place_last, tasks_around
from guiju.apps.ledger.services.tasks import due_of_words, due_refuse_broken
from guiju.apps.ledger.terms import COMPARATORS, per_read
from guiju.apps.ledger.typed_days import day_planned
from guiju.apps.ledger.typed_numbers import number_typed, sign_require
from guiju.apps.parties import typed as read
from guiju.domain.language import Words, WordsError
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permission_require

LONGEST_PASSAGE = 2_000
_READERS: Mapping[str, Callable[[str], Any]] = {
    "name": read.line(300, needed=True),
    "value": number_typed,
    "value_to": number_typed,
    "unit": read.line(40),
    "comparator": lambda text: read.one_of(COMPARATORS)(text) if text.strip() else "",
    "cumulative": lambda text: bool(text.strip()),
    "incremental": lambda text: bool(text.strip()),
    "per": lambda text: per_read(read.line(20)(text)),
    "from_value": number_typed,
    "due_words": read.line(100),
    "due": day_planned,
}
_NUMBERS = ("value", "value_to", "from_value")


@transaction.atomic
def target_correct(
    *, actor: User | None, target: Target, typed: Mapping[str, str], revision: int, at: datetime
) -> Target:
    """Correct how a target was read (更正目标). Raises `FieldsWrong`, or stale when somebody else did."""
    held = item_held(actor, target, revision)
    values = _values(held, typed)
    if values.get("value", held.value) is not None:
        held.kind = "quantified"
    before, after = what_differs({name: getattr(held, name) for name in values}, values)
    for name, value in after.items():
        setattr(held, name, value)
    held.checked_at = at
    held.revision += 1
    held.save(update_fields=[*after, "kind", "checked_at", "revision"])
    if after:
        told = [{name: _told(value) for name, value in one.items()} for one in (before, after)]
        ledger_record(actor, "target.corrected", TARGET, held.pk, before=told[0], after=told[1], at=at)
    return held


@transaction.atomic
def target_add(
    *, actor: User | None, policy: Policy, typed: Mapping[str, str], near: tuple[int, int] = (0, 0), at: datetime
) -> Target:
    """Add a target that was not read (补录目标), at the words typed as `text`, or at all of `near` for none.

    It belongs to the tasks in whose words it stands. Raises `FieldsWrong`, or known where somebody has added the same.
    """
    held = Policy.objects.select_for_update().get(pk=policy.pk)
    permission_require(actor, "ledger.keep", held)
    if held.withdrawn_at is not None:
        raise overtaken()
    target = Target(policy=held, code=code_next(held.targets.all()), checked_at=at)
    values = _values(target, {"name": "", **typed})
    said = read.all_read({"text": read.paragraph(LONGEST_PASSAGE)}, {"text": typed.get("text", "")})["text"]
    for name, value in values.items():
        setattr(target, name, value)
    _refuse_known(target)
    target.kind = "quantified" if target.value is not None else "dated_only"
    target.start, target.end = passage_find(held.clean_text, said, near)
    target.text = said or held.clean_text[target.start : target.end] or target.name
    rows = held.targets.all()
    target.place = place_at(rows, target.start) if target.end else place_last(rows)
    target.save()
    target.tasks.set(tasks_around(held, target.start, target.end))
    after = {"text": target.text, **{name: _told(value) for name, value in values.items()}}
    ledger_record(actor, "target.added", TARGET, target.pk, after=after, at=at)
    return target


def _values(target: Target, typed: Mapping[str, str]) -> dict[str, Any]:
    """What was typed for a target; the day follows from new words of it where none is typed."""
    values = read.all_read(_READERS, typed)
    for name in _NUMBERS:
        sign_require(values.get(name), str(values.get("unit", target.unit)), name)
    _range_require(target, values)
    words = values.get("due_words", target.due_words)
    if words != target.due_words and values.get("due") in (None, target.due):
        due_refuse_broken(words)
        values["due"] = due_of_words(words, target.policy.issued)[0] or last_day(words)
    return values


def _range_require(target: Target, values: Mapping[str, Any]) -> None:
    """Raise where a range (介于) lacks one of its ends, or they are the wrong way round."""
    if values.get("comparator", target.comparator) != "range":
        return
    least, most = (values.get(name, getattr(target, name)) for name in ("value", "value_to"))
    if least is not None and most is not None and least <= most:
        return
    message = Words("“介于”要有上下两个数，先小后大。", "“Between” needs two numbers, the smaller first.")
    hint = Words("只有一个数的，请选“不少于”或“不超过”。", "With one number alone choose “at least” or “at most”.")
    raise read.FieldsWrong([WordsError("range", message, hint, where="value" if least is None else "value_to")])


def _refuse_known(target: Target) -> None:
    """Raise where the policy has the same target already: another person was first."""
    same = target.policy.targets.filter(
        removed_at=None, name=target.name, value=target.value, unit=target.unit, due=target.due, per=target.per
    )
    if same.exists():
        message = Words("这份政策已有同样的目标。", "The policy has the same target already.")
        hint = Words("可能刚由别人补录；请在页面上查看。", "Somebody may just have added it; look for it on the page.")
        raise read.FieldsWrong([WordsError("known", message, hint, where="name")])


def _told(value: object) -> object:
    return str(value) if value is not None and not isinstance(value, str | bool) else value
