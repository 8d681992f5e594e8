"""Suggest pairs by the rare words two items share (对应建议): a measure of words, told with the words themselves."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nlargest
from math import log, sqrt
from typing import NamedTuple

from guiju.domain.crosswalk.model import Certainty, Item, Suggestion
from guiju.domain.text import fold

SHORT, LONG = 2, 4
TITLE_WEIGHT = 3
LIKELY, POSSIBLE, FAINT = 0.2, 0.09, 0.05
NEAR_BEST = 0.45
"""An item with much less in common than the best is left out, unless a whole clause is shared."""
CLAUSE = 8
MOST = 4
WIDEST, CANDIDATES = 60, 40
"""Pieces that more items have are not looked up; so many of the items found are compared in full."""
MOST_REASONS = 3
LONGEST = 4_000
TOLD_EVERY = 50
_RUN = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z0-9]+")
# What every such policy says in every item.
_COMMON = re.compile(
    r"标准化?|工作|建设|推进|推动|加强|完善|健全|建立|开展|实施|提升|促进|发展|体系|制定|修订|研制|支持|鼓励|引导|积极|深入|"
    r"充分发挥|作用|重点|领域|相关|有关|一批|水平|能力|机制|强化|优化|加快|深化|大力|围绕|持续|进一步|逐步|探索|"
    r"我[省市区县州]|本[省市区县州]|全[国省市区县州]|地方|国家|部门|单位|企业|等"
)


class _Words(NamedTuple):
    """An item as a bag of pieces with their weights, and its length as a vector."""

    weights: Mapping[str, float]
    length: float


def suggest(
    above: Sequence[Item], below: Sequence[Item], told: Callable[[int, int], None] = lambda done, total: None
) -> tuple[Suggestion, ...]:
    """For each item below the items above it may carry out, best first: at most `MOST`, none where nothing fits.

    Compares short and long pieces of their words, weighed by how rare they are in both policies together, titles
    thrice. An item is looked for by those of its pieces that few items above have, and compared in full with the
    `CANDIDATES` that share most of them: work grows with the number of items, not with that of pairs. `told` hears
    of how many items below are done, of how many.
    """
    counted = [_pieces(item) for item in (*above, *below)]
    spread = Counter(piece for pieces in counted for piece in pieces)
    rarity = {piece: log(len(counted) / number) for piece, number in spread.items()}
    weighed = [_weighed(pieces, rarity) for pieces in counted]
    uppers, lowers = weighed[: len(above)], weighed[len(above) :]
    holders: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(uppers):
        for piece in words.weights:
            holders[piece].append(place)
    found: list[Suggestion] = []
    for done, (item, words) in enumerate(zip(below, lowers, strict=True)):
        if done % TOLD_EVERY == 0:
            told(done, len(below))
        scores = {place: _alike(words, uppers[place]) for place in _candidates(words, uppers, holders)}
        found += _kept(item, above, scores, rarity)
    return tuple(found)


def _candidates(words: _Words, uppers: Sequence[_Words], holders: Mapping[str, Sequence[int]]) -> Iterable[int]:
    """The items above that share most of the pieces few of them have."""
    shared: dict[int, float] = defaultdict(float)
    for piece, weight in words.weights.items():
        places = holders.get(piece, ())
        if len(places) <= WIDEST:
            for place in places:
                shared[place] += weight * uppers[place].weights[piece]
    if len(shared) <= CANDIDATES:
        return shared
    return nlargest(CANDIDATES, shared, key=lambda place: (shared[place] / (uppers[place].length or 1), -place))


def _alike(one: _Words, other: _Words) -> float:
    """How alike two items are, from 0 to 1."""
    few, many = sorted((one.weights, other.weights), key=len)
    found = sum(weight * many[piece] for piece, weight in few.items() if piece in many)
    return found / ((one.length * other.length) or 1)


def _kept(
    item: Item, above: Sequence[Item], scores: Mapping[int, float], rarity: Mapping[str, float]
) -> Iterable[Suggestion]:
    best = max(scores.values(), default=0.0)
    for place, score in nlargest(MOST, scores.items(), key=lambda pair: (pair[1], -pair[0])):
        if score < FAINT:
            return
        reasons = _shared(above[place], item, rarity)
        clause = any(len(reason) >= CLAUSE for reason in reasons)
        if score < max(POSSIBLE, best * NEAR_BEST) and not clause:
            continue
        certainty: Certainty = "likely" if score >= LIKELY or (clause and score >= POSSIBLE) else "possible"
        yield Suggestion(item.id, above[place].id, round(score, 4), certainty, reasons)


def _pieces(item: Item) -> Counter[str]:
    """The pieces of two and of four signs of an item, those that every policy has left out."""
    counted: Counter[str] = Counter()
    for text, weight in ((item.title, TITLE_WEIGHT), (item.text[:LONGEST], 1)):
        for run in _runs(text):
            if run.isascii():
                counted[run.casefold()] += 2 * weight
                continue
            for size in (SHORT, LONG):
                for start in range(len(run) - size + 1):
                    counted[run[start : start + size]] += weight
    return counted


def _runs(text: str) -> list[str]:
    """Runs of letters, cut where common words stand."""
    return _RUN.findall(_COMMON.sub(" ", fold(text)))


def _weighed(counted: Counter[str], rarity: Mapping[str, float]) -> _Words:
    weights = {piece: (1 + log(number)) * rarity[piece] for piece, number in counted.items() if rarity[piece] > 0}
    return _Words(weights, sqrt(sum(weight * weight for weight in weights.values())))


def _shared(one: Item, other: Item, rarity: Mapping[str, float]) -> tuple[str, ...]:
    """The longest telling runs of words that stand in both, as they stand in `other`."""
    left = f"{one.title} {one.text[:LONGEST]}"
    right = f"{other.title} {other.text[:LONGEST]}"
    grams = {left[n : n + LONG] for n in range(len(left) - LONG + 1)}
    runs: dict[str, float] = {}
    start = None
    for n in range(len(right) - LONG + 2):
        shared = n <= len(right) - LONG and right[n : n + LONG] in grams
        if shared and start is None:
            start = n
        elif not shared and start is not None:
            run = right[start : n + LONG - 1].strip("、,，。;；:：“”()（） \n和与及的")
            start = None
            if len(run) >= LONG and run in left:
                runs[run] = sum(rarity.get(piece, 0.0) for piece in _all_pieces(run))
    kept: list[str] = []
    for run in sorted(runs, key=lambda run: (-runs[run], -len(run), run)):
        if runs[run] > 0 and not any(run in longer for longer in kept):
            kept.append(run)
        if len(kept) == MOST_REASONS:
            break
    return tuple(kept)


def _all_pieces(text: str) -> Iterable[str]:
    for run in _runs(text):
        yield from (run[start : start + SHORT] for start in range(len(run) - 1))
