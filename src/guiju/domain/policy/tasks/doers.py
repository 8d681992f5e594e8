"""Bodies that a sentence makes its subject (正文主语): 市财政局制定管理办法, where nobody is named as responsible."""

from __future__ import annotations

import re
from typing import NamedTuple

from guiju.domain.policy.tasks.bodies import bodies_split, organ_like
from guiju.domain.policy.tasks.collectives import is_collective
from guiju.domain.policy.tasks.model import Duty

_VERB = (
    r"(?:联合|共同|牵头|负责|组织|统筹|研究|抓紧|加快|尽快|及时|定期|每年|每季度|每半年|按季度?|按月){0,2}"
    r"(?:制定|制订|制修订|编制|编写|印发|出台|发布|公布|修订|起草|提出|建立|组建|设立|搭建|开展|实施|推进|推动|完善|健全|"
    r"落实|承担|加强|指导|做好|建设|汇总|通报|将|安排|举办|开发|梳理|会商|督促|考核|检查|监测|受理)"
)
_MUST = r"(?:要|应当?|须|必须|需)?"
_DATED = rf"{_MUST}(?:于|在|到)?20\d\d年(?:底|年底|末|\d{{1,2}}月(?:\d{{1,2}}日|底|末)?)(?:之前|以前|前){_MUST}"
_TIMED = (
    rf"{_MUST}(?:(?:[于在自到]|应?每)[^,，。;；:：“”《》\n]{{2,24}}?(?:[前内底末]|起)|"
    r"(?:20\d\d|今|当)年[^,，。;；:：“”《》\n]{0,12}?[前内底末])?"
)
_SENTENCE = re.compile(
    rf"(?:^|(?<=[。;；\n,，]))\s*(?:\d{{4}}年(?:底|年底|\d{{1,2}}月底?)前[,，])?由?(?P<who>[^,，。;；:：由“”《》\n]{{3,60}}?)"
    rf"(?:(?P<dated>{_DATED})(?:完成|{_VERB})|{_TIMED}{_VERB})"
)
_PLACED = re.compile(r"(?:[省市区县州盟旗镇]|国家|国务院|[一-鿿]{2,5}?(?:省|市|自治区|区|县|州))(?!场)[一-鿿]{2,}")
_KNOWN = re.compile(
    r"(?:市场监|发展?改革?|财政|工信|工业|经信|科技|科学技术|教育|公安|民政|司法|人社|人力资源|自然资源|生态环境|住建|住房|"
    r"交通|水利|水务|农业|商务|文旅|文化|卫健|卫生|应急|审计|国资|体育|统计|医保|医疗|林业|数据|知识产权|金融|药监|药品|气象)"
    r"[一-鿿]{0,12}(?:局|委|厅|委员会)"
)
_INSTITUTE = re.compile(r"研究[院所]$")
_SEVERAL = re.compile(r"[两各]级|对(?!外)|以上|以下|所在|有关|相关|级以|范围内")
_NO_SUBJECT = re.compile(
    r"支持|鼓励|引导|推动|推进|依托|发挥|指导|配合|督促|组织|要求|加强|建立|完善|围绕|按照|根据|通过|结合|针对|对|在|以|为|将|把|向|与|从|到"
)
_WITH = re.compile(rf"{_MUST}(?:会同|联合|商(?=[省市区县州国]))")
_PURSE = re.compile(r"(?:[一-鿿]{1,6})?[省市区县州盟旗]财政")
"""财政 behind its place stands for its department (县财政每年安排)."""
MOST = 6


def dated_doer_find(text: str) -> bool:
    """Whether a sentence of `text` says of an organ by when it is to do something: a task wherever it stands."""
    return any(
        met["dated"] and all(_organs(part) for part in _WITH.split(met["who"].strip(), maxsplit=1))
        for met in _SENTENCE.finditer(text)
    )


class Doer(NamedTuple):
    """Who the sentences of a task say does it, and the words that say so first."""

    duty: Duty
    words: str


def doer_find(text: str) -> Doer | None:
    """The organs directly before a verb of duty where a sentence begins: one alone leads; 会同 or a comma joins others
    to it."""
    lead: list[str] = []
    joined: list[str] = []
    words = ""
    for met in _SENTENCE.finditer(text):
        first, *others = _WITH.split(met["who"].strip(), maxsplit=1)
        names, more = _organs(first), _organs(others[0]) if others else ()
        if not names or (others and not more):
            continue
        words = words or met.group().strip()
        beside = lead and met.string[met.start() - 1 : met.start()] in (",", "，")
        (lead if len(names) == 1 and not beside else joined).extend(names)
        joined.extend(more)
    lead = list(dict.fromkeys(lead))[:MOST]
    joined = [name for name in dict.fromkeys(joined) if name not in lead][:MOST]
    return Doer(Duty(tuple(lead), tuple(joined)), words) if words else None


def _organs(who: str) -> tuple[str, ...]:
    """The names of a list of organs of one place; nothing where it holds anything else."""
    names = bodies_split(who).names
    sure = names and not _NO_SUBJECT.match(who) and all(map(_organ, names))
    return names if sure else ()


def _organ(name: str) -> bool:
    organ = organ_like(name) or _INSTITUTE.search(name) is not None
    known = _KNOWN.fullmatch(name) is not None or (organ and _PLACED.match(name) is not None)
    known = known or _PURSE.fullmatch(name) is not None
    return known and not is_collective(name) and _SEVERAL.search(name) is None
