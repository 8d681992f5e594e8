"""How the value of each type of field is read (各类字段的取值): one function a type, what is wrong said in words.

`READERS[type](field, raw)` takes what a person typed, a cell holds or a program sent, never blank, and returns it as
records keep it: texts, whole numbers, true and false, lists of texts. It raises `Unread`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guiju.domain.registers.model import Field
from guiju.domain.registers.values import amounts, choosing, days, references, writing
from guiju.domain.registers.values.unread import Unread

Reader = Callable[[Field, Any], Any]
READERS: Mapping[str, Reader] = {
    "text": writing.text_read,
    "long_text": writing.long_text_read,
    "list": writing.list_read,
    "link": writing.link_read,
    "person": writing.person_read,
    "organisation": references.organisation_read,
    "number": amounts.number_read,
    "money": amounts.money_read,
    "date": days.date_read,
    "flag": choosing.flag_read,
    "choice": choosing.choice_read,
    "choices": choosing.choices_read,
    "region": references.region_code_read,
    "standard": references.standard_read,
    "standards": references.standards_read,
    "committee": references.committee_read,
    "classification": references.classification_read,
    "record": references.record_read,
}
__all__ = ["READERS", "Reader", "Unread"]
