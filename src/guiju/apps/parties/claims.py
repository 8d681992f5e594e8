"""The systems parties serve (机构、委员会、专家办理的制度)."""

from django.contrib.auth.models import AnonymousUser

from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.accounts.permission import permitted
from guiju.kernel.claims import claim


def _keeps_experts(person: User | AnonymousUser) -> bool:
    return permitted(person, "parties.experts_keep")


claim(served=(102,), words=Words("专家库", "Experts"), name="parties:experts", sees=_keeps_experts)
claim(served=(102,), words=Words("随机抽取专家", "Panels drawn at random"), name="parties:draws")
claim(served=(103, 104, 105), words=Words("技术委员会", "Technical committees"), name="parties:committees")
