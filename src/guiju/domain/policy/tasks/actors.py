"""Bodies that the text itself tells to act (文中责任主体), where no duty is written out."""

from __future__ import annotations

import re

from guiju.domain.policy.tasks.bodies import bodies_split, body_like, organ_like
from guiju.domain.policy.tasks.collectives import is_collective
from guiju.domain.policy.tasks.model import Actor

_CLAUSE = re.compile(r"[^,，。;；!\n]{4,200}")
_PEOPLE = r"(?:分管领导|主要领导|主要负责同志|有关处室负责同志|分管负责同志|负责同志|主要负责人|负责人)"
_ORDERED = re.compile(
    r"^(?P<who>[^“”]{2,40}?)(?:要(?!求|素|点|件)|应当|应该|应(?!用|急|对|性|变|链|商|收)|须|必须|需(?!求|要)|可(?:以|结合|根据|按)|负责(?!同志|人)|牵头|会同|将会同|切实|根据|按照|结合|加强对)(?P<do>.{2,})"
)
_BY = re.compile(
    r"由(?P<who>[^由]{2,40}?)(?:(?P<as>担任)(?P<role>[^\s]{0,12})$|负责(?!同志|人)|牵头|另行|会同|组织|制定|承担|统筹|审核|认定|发布|"
    r"确定|解释|印发|研究|提出|实施|落实|审批|批准|按)"
)
_HOLDS = re.compile(r"^(?P<who>.{3,60}?)(?:担任(?P<role>.{2,12})|为.{0,12}?(?P<member>成员))$")
_OVER = re.compile(r"^(?:强化|加强|发挥|充分发挥|落实|压实|明确)(?P<who>[^对,，]{2,30}?)对[^,，]{2,40}的")
_SUPPORTED = re.compile(
    r"^(?:支持|鼓励|引导|督促|推动|指导)(?P<who>[^与]{0,10}?(?:部门|政府|机关|主管单位)[^与]{0,30}?)(?:与|建立|开展|制定|参与|加强|完善|实施|将|积极)"
)
_SEATED = re.compile(r"^(?P<office>.{2,24}(?:办公室|秘书处|专班))设在(?P<who>[^,，]{3,30})$")
_PLACES = re.compile(r"^各(?:级|地|地区|地方)$")
_NO_ACTOR = re.compile(
    r"建立|加强|推动|推进|完善|鼓励|支持|协调|开展|对|在|以|为|将|把|各类|各种|各项|各个|各领域|各行业(?!主管)"
)
_PEOPLE_OF = re.compile(r"(?:局|委|办公室|部门|政府|单位|管委会|中心)[^,，]{0,24}$")
_SEAT = re.compile(r"[(（][^()（）]{2,12}[)）]$")
_SET = re.compile(r"设(?P<role>联络员|专员|观察员)$")


def actors_find(text: str) -> tuple[Actor, ...]:
    """The bodies that clauses of `text` tell to act, in its order."""
    found: list[Actor] = []
    seat = ""
    for met in _CLAUSE.finditer(text):
        clause = met.group().strip()
        actor = _actor(clause, seat)
        if actor:
            found.append(Actor(actor, clause))
        was_set = _SET.search(clause)
        seat = was_set["role"] if was_set else ""
    return tuple(found)


def tells_organ(text: str) -> bool:
    """Whether `text` tells an organ of state to act, and not those who apply, or nobody."""
    return any(_organ(_SEAT.sub("", actor.actor)) for actor in actors_find(text))


def _actor(clause: str, seat: str) -> str | None:
    if met := _SEATED.match(clause):
        return f"{met['who']}({met['office']})"
    if met := _BY.search(clause):
        return _seated(met["who"], met["role"] if met["as"] else None, seat)
    if met := _HOLDS.match(clause):
        return _seated(met["who"], met["role"] or met["member"], seat) if _PEOPLE_OF.search(met["who"]) else None
    for pattern in (_OVER, _SUPPORTED):
        if (met := pattern.match(clause)) and _organ(met["who"]):
            return str(met["who"])
    if (met := _ORDERED.match(clause)) and _organ(met["who"]):
        return str(met["who"])
    return None


def _organ(who: str) -> bool:
    """Whether those named are organs of state and not firms or people at large."""
    names = bodies_split(who).names
    if not names or _NO_ACTOR.match(who) or not all(body_like(name) or _PLACES.match(name) for name in names):
        return False
    return organ_like(who) or is_collective(who) or any(word in who for word in ("部门", "政府", "机关", "主管单位"))


def _seated(who: str, role: str | None, seat: str) -> str:
    """An actor with the seat it takes: 市政府分管领导(召集人); of a collective the body, not its people."""
    role = role if role is None else role or seat or None
    if is_collective(who):
        who = re.sub(rf"{_PEOPLE}$", "", who)
    else:
        who = re.sub(rf"({_PEOPLE})和", r"\1、", who)
    return f"{who}({role})" if role else who
