"""The systems the ledger serves (台账办理的制度), for those who work in it."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.claims import claim


def _inside(person: User | AnonymousUser) -> bool:
    return permitted(person, "ledger.enter")


def _keeps(person: User | AnonymousUser) -> bool:
    return permitted(person, "ledger.take_in")


claim(
    served=(7, 12),
    recorded=(8, 15),
    words=Words("协同台账", "Ledgers kept together"),
    name="ledger:joint",
    sees=_keeps,
)
for _served, _recorded, _words, _name in (
    ((1, 2, 3, 12), (13,), Words("领导小组、联席会议", "Leading groups, joint conferences"), "ledger:councils"),
    ((4, 19, 20), (), Words("工作台账", "Work ledger"), "ledger:tasks"),
    ((21,), (), Words("配套文件", "Documents to be issued"), "ledger:documents"),
    ((22, 23, 30, 31, 32), (), Words("考核", "Assessments"), "ledger:assessments"),
    ((27,), (), Words("目标", "Targets"), "ledger:targets"),
):
    claim(served=_served, recorded=_recorded, words=_words, name=_name, sees=_inside)
