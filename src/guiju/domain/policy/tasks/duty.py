"""What one phrase says of who answers (责任短语): A牵头,B、C按职责分工负责; 责任单位:A、B; A会同B落实."""

from __future__ import annotations

import re
from typing import NamedTuple

from guiju.domain.policy.tasks.bodies import bodies_split, body_like, organ_like
from guiju.domain.policy.tasks.collectives import is_collective
from guiju.domain.policy.tasks.deadlines import due_choose, dues_find
from guiju.domain.policy.tasks.labels import FIRST, LABEL, MARK, ROLES, VERB, Role
from guiju.domain.policy.tasks.model import Due, Duty

_RULE_SENTENCE = re.compile(r"[^。;；]*(?:以下|以上|下同|不再)[^。;；]*(?:不再|下同|均)[^。;；]*")
_LEADING = re.compile(
    r"^(?:[,，;；、。\s★●◆■※—]|其中|分别|由(?!市场)|并|及时|和(?=[市省区县各国])|与(?=[市省区县各国])|会同)+"
)
_TRAILING = re.compile(r"(?:[,，;；、。\s★●◆■※—]|共同|联合|分别|统一|具体|负责|组织|依法|积极|协同|抓好)+$")
_NOISE = re.compile(
    r"完成|[底前]$|^(?:持续|长期|常态化|全年|每|年内|下同|等|此项|该项|本项|[自从]?20\d\d|推进|推动|加强|建立|开展|制定)"
)
_DOES = re.compile(
    r"(?P<name>.{2,30}?(?:局|委|办|厅|院|会|部|中心))(?:共同|联合|研究|抓紧)?(?:编制|制定|修订|起草|印发|出台|提出|建立|开展|组织|推进|实施|完成)"
)
_NOT_LISTS = ("含", "如", "包括", "即", "以下", "原", "暂", "或", "其中", "不含", "除", "例如", "涉及", "见")
LONGEST_PHRASE = 2000


class Group(NamedTuple):
    """Names with the part they are given."""

    role: Role
    names: tuple[str, ...]
    etc: bool


def duty_read(phrase: str, *, bare: bool = True, first_leads: bool = False, default: Role = "bare") -> Duty | None:
    """The duty that `phrase` states, or None where it states none.

    `bare` lets a list of organs stand for a duty though no word says so; `first_leads` is a rule of the document (排在
    第一位的为牵头单位); `default` is the part of names that no word gives one, known from the column they stand in.
    """
    phrase = phrase.strip()
    if not phrase or len(phrase) > LONGEST_PHRASE or phrase.startswith(_NOT_LISTS):
        return None
    said = FIRST.sub("", phrase)
    first_leads = first_leads or said != phrase
    said = _RULE_SENTENCE.sub("", said)
    dues = dues_find(said, source="phrase")
    for found in reversed(dues):
        said = said[: found.start] + said[found.end :]
    groups = _groups(said, default)
    if not _is_duty(groups, bare=bare or default != "bare"):
        return None
    return _duty(groups, first_leads=first_leads, due=due_choose(dues))


def _groups(said: str, default: Role) -> list[Group]:
    """The names of `said` by label, and within a label by verb."""
    labels = list(LABEL.finditer(said))
    if not labels:
        return _by_verb(said, default)
    groups = _by_verb(said[: labels[0].start()], default)
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        value = said[label.end() : following.start() if following else len(said)]
        role = _label_role(label, default)
        if role not in ("due", "person"):
            groups += _by_verb(value, role)
    return groups


def _label_role(label: re.Match[str], default: Role) -> Role:
    noun = label["noun"] or ""
    if label["when"] or noun.startswith(("时", "期")):
        return "due"
    if noun in ("领导", "人", "人员", "责任人"):
        return "person"
    if label["lead"] or label["short_lead"]:
        return "lead"
    return "join" if label["join"] or label["short_join"] else "answer"


def _by_verb(said: str, default: Role) -> list[Group]:
    groups: list[Group] = []
    marked = tuple(name for piece in MARK.split(said)[:-1] for name in bodies_split(_bare(piece)).names[-1:])
    said = MARK.sub("", said)
    at, joined = 0, False
    for met in VERB.finditer(said):
        role: Role = next(name for name in ROLES if met[name] is not None)
        groups += _named(said[at : met.start()], "join" if joined else "lead" if role == "with" else role)
        joined, at = role == "with", met.end()
    tail: Role = "join" if joined or (groups and default == "bare") else default
    groups += _named(said[at:], tail)
    if marked:
        groups = [Group("lead", marked, False)] + [
            group._replace(names=tuple(name for name in group.names if name not in marked)) for group in groups
        ]
    return groups


def _bare(chunk: str) -> str:
    return _TRAILING.sub("", _LEADING.sub("", chunk))


def _named(chunk: str, role: Role) -> list[Group]:
    names, etc = bodies_split(_bare(chunk))
    names = tuple(told for name in names if not _NOISE.search(told := _without_deed(name)))
    return [Group(role, names, etc)] if names else []


def _without_deed(name: str) -> str:
    """A body without what it does (市卫生健康委编制完成)."""
    does = None if body_like(name) else _DOES.match(name)
    return does["name"] if does and organ_like(does["name"]) else name


def _is_duty(groups: list[Group], *, bare: bool) -> bool:
    names = [name for group in groups for name in group.names]
    known = [name for name in names if body_like(name) or is_collective(name)]
    if not names or 2 * len(known) < len(names):
        return False
    if any(group.role != "bare" for group in groups):
        return True
    sure = sum(organ_like(name) or is_collective(name) for name in names)
    return bare and len(known) == len(names) and 2 * sure >= len(names)


def _duty(groups: list[Group], *, first_leads: bool, due: Due | None) -> Duty:
    names = tuple(dict.fromkeys(name for group in groups for name in group.names))
    etc = any(group.etc for group in groups)
    lead = _leads(groups, names, etc=etc, first_leads=first_leads)
    others = tuple(name for name in names if name not in lead)
    unsure = tuple(name for name in names if not body_like(name) and not is_collective(name))
    named = first_leads or any(group.role == "lead" for group in groups)
    return Duty(lead, others, etc, due, named, unsure)


def _leads(groups: list[Group], names: tuple[str, ...], *, etc: bool, first_leads: bool) -> tuple[str, ...]:
    """Who leads: those named as such; those who answer beside others who help; one who answers alone."""
    by_role = {role: tuple(name for group in groups if group.role == role for name in group.names) for role in ROLES}
    if by_role["lead"]:
        return tuple(dict.fromkeys(by_role["lead"]))
    if first_leads:
        return names[:1]
    if by_role["answer"] and (by_role["join"] or by_role["carry"]) and not by_role["shared"]:
        return tuple(dict.fromkeys(by_role["answer"]))
    if len(names) == 1 and not etc and not by_role["shared"] and not by_role["join"] and not is_collective(names[0]):
        return names
    return ()
