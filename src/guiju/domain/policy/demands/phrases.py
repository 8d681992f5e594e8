"""Find what is ordered to exist in one sentence (要求短语): a verb, and the first fitting head noun behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from guiju.domain.policy.demands.model import DemandType
from guiju.domain.policy.demands.nouns import NOUN, STANDARDS, kind_of
from guiju.domain.policy.demands.verbs import BACKGROUND, BETTERED, CONTINUED, MAKING, NOMINAL, VERB, VERBS

_PIECE = re.compile(r"[^,。;:\n]+")
_OWN = re.compile(r"^(?:本|该|此)(?:实施|工作|推进)?(?:规划|方案|意见|办法|计划|细则|措施|行动)$")
_LONGEST = 90
_OF_STANDARDS = re.compile(
    r"(?:、|和|与|及|等)[^,。;]{0,40}?(?:标准(?:体系|群|簇)?|规范)"
    r"(?:的?(?:研制|制修订|制定|建设|实施|完善|修订|推广|应用|研究|衔接|对接|工作|力度))*$"
)
"""A noun within a list of fields whose standards are meant: 能源核算、检测认证、评估等配套标准."""
_BUILT = re.compile(
    r"(?:的)?(?:能力|体系|统筹协调|统筹|协调|牵头)?(?:建设|发展|功能|服务能力|能力|运行|落户|应用|作用|水平|职能)"
)
_LISTED = re.compile(r"(?:和|与|、|及)[^,。;]{1,40}?(?:建设|发展)$")
_STATES = ("完善", "健全", "优化", "建成", "形成", "建立")
_JOIN = re.compile(r"(?:、|和|与|及|以及)")
_COMPOUND = re.compile(r"(?:\([^()]{1,12}\))?[^,。;:、(){}《》\n和与及并的]{1,14}")
"""What may stand between the nouns of one compound: no list, no second thing, at most a remark in brackets."""
_NEGATED = re.compile(r"(?:不|未|没有|尚未)$")


class Phrase(NamedTuple):
    """Verb and object with their spans; `new` where the verb makes, not betters."""

    verb: str
    start: int
    object_start: int
    end: int
    type: DemandType
    new: bool


def phrases(folded: str, start: int, end: int) -> Iterator[Phrase]:
    """The phrases of a stretch of folded text, in order."""
    pieces = [found.span() for found in _PIECE.finditer(folded, start, end)]
    taken = start
    for at, (left, right) in enumerate(pieces):
        if taken > left:
            left = taken
        if left >= right:
            continue
        found = list(_in_piece(folded, left, right, _continuing(folded, pieces, at)))
        yield from found
        if found:
            taken = max(taken, found[-1].end)


def _continuing(folded: str, pieces: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    """The two pieces behind one, as far as only commas part them."""
    found: list[tuple[int, int]] = []
    for one, two in pairwise(pieces[at : at + 3]):
        if folded[one[1] : two[0]] != ",":
            break
        found.append(two)
    return found


def _in_piece(folded: str, left: int, right: int, following: list[tuple[int, int]]) -> Iterator[Phrase]:
    state = BETTERED.match(folded, left, right)
    if state:
        yield from _state(folded, state)
        return
    at = left
    while True:
        verb = VERB.search(folded, at, right)
        if verb is None:
            return
        found = _object(folded, verb, right, following)
        if found is None:
            at = verb.end()
            continue
        yield from found
        at = max(found[-1].end, verb.end())


def _object(folded: str, verb: re.Match[str], right: int, following: list[tuple[int, int]]) -> list[Phrase] | None:
    """The object of a verb: up to the first noun that fits it; with what is joined to it by 和, 及, 、."""
    if VERBS[verb[0]].leads and VERB.match(folded, verb.end()):
        return None
    start = verb.end()
    stop = min(right, start + _LONGEST)
    if CONTINUED.match(folded[start:stop]) and following:
        stop = min(following[-1][1], start + _LONGEST)
    before = folded[max(0, verb.start() - 8) : verb.start()]
    if BACKGROUND.search(before) or _NEGATED.search(before) or NOMINAL.match(folded, start):
        return None
    found: list[Phrase] = []
    at = start
    for noun in NOUN.finditer(folded, start, stop):
        if not _fits(verb[0], noun, folded, at, stop):
            continue
        object_start = at
        if found:
            joined = _JOIN.match(folded, found[-1].end)
            if joined is None or "," in folded[joined.end() : noun.end()] or VERB.match(folded, joined.end()):
                break
            object_start = joined.end()
        named = folded[object_start : noun.end()]
        if len(named) < 2 or STANDARDS.search(named) or _OWN.match(named):
            continue
        noun = _head(verb[0], noun, folded, at, stop)
        new = VERBS[verb[0]].new
        found.append(Phrase(verb[0], verb.start(), object_start, noun.end(), kind_of(noun), new))
        at = noun.end()
    if verb[0] == "做好" and found:
        return [found[-1]._replace(object_start=start)]
    return found or None


def _head(verb: str, noun: re.Match[str], folded: str, start: int, stop: int) -> re.Match[str]:
    """The last noun of a compound is its head: 试点示范管理制度 is a procedure, not a pilot."""
    tail = _COMPOUND.match(folded, noun.end(), stop)
    last = tail.end() if tail else noun.end()
    for other in NOUN.finditer(folded, noun.end(), last):
        if VERB.search(folded, noun.end(), other.start()):
            break
        if _fits(verb, other, folded, start, stop):
            noun = other
    return noun


def _fits(verb: str, noun: re.Match[str], folded: str, start: int, stop: int) -> bool:
    """Whether a verb can order such a thing: 开展 takes statistics, 推动 needs …建设 behind its noun."""
    kind, words = kind_of(noun), folded[start : noun.end()]
    rest = folded[noun.end() : _piece_end(folded, noun.end(), stop)]
    ordered = VERBS[verb]
    if _OF_STANDARDS.match(rest) or (ordered.leads and MAKING.search(words)):
        return False
    if kind == "document":
        finished = verb in ("完善", "实施") and words.endswith(("方案", "意见", "指南"))
        return ordered.documents and not finished and not rest.endswith(("标准", "规范"))
    if ordered.types is not None and kind not in ordered.types:
        return False
    if (ordered.types is None and kind == "list" and noun[0].endswith(("结果", "行为"))) or _slogan(
        verb, noun[0], words
    ):
        return False
    if len(words) <= 2 and kind in ("mechanism", "procedure", "system"):
        return False
    if ordered.built and kind in ("body", "platform", "system", "database"):
        return bool(_BUILT.match(rest) or _LISTED.match(rest))
    return True


def _slogan(verb: str, noun: str, words: str) -> bool:
    """Whether verb and noun only praise, or name helpers at large: 打造…示范区, 发挥行业协会、研究机构作用."""
    if verb == "发挥":
        return "、" in words or words.endswith(("研究机构", "协会", "学会"))
    return (verb == "打造" and noun in ("示范区", "集聚区")) or (verb == "提供" and len(words) < 6)


def _piece_end(folded: str, at: int, stop: int) -> int:
    found = re.compile(r"[,。;:\n]").search(folded, at, stop)
    return found.start() if found else stop


def _state(folded: str, state: re.Match[str]) -> Iterator[Phrase]:
    """A goal that says a thing is better: its noun must end the object."""
    for noun in NOUN.finditer(folded, state.start("object"), state.end("how")):
        if noun.end() == state.end("object"):
            words = folded[state.start("object") : noun.end()]
            if not STANDARDS.search(words) and kind_of(noun) not in ("procedure", "document"):
                how = state["how"]
                verb = next((word for word in _STATES if how.endswith(word)), _STATES[0])
                new = verb in ("建成", "形成", "建立")
                yield Phrase(verb, state.start(), state.start("object"), noun.end(), kind_of(noun), new)
