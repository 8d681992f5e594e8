"""What is asked (问题): words as frequent as they are in titles, numbers, beginnings; each with five facets counted."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from tools.bench_search.records import Made, Record

FACETS = ("level", "status", "body", "ics", "year")
PAGE = 25


class Question(NamedTuple):
    """One question: its kind, the words or the number asked, and a level chosen."""

    kind: str
    words: tuple[str, ...] = ()
    number: str = ""
    level: str = ""


def questions(made: Made, some: list[Record], each: int, seed: int = 5) -> list[Question]:
    """So many questions of each kind; the words of one come from one title, so that most find something."""
    random = Random(seed)
    zh = [words for title in made.chinese if len(words := [w for w in title if len(w) > 1]) > 1]
    en = [words for title in made.english if len(words := [w.lower() for w in title if w.isalpha() and len(w) > 4]) > 1]
    asked = []
    for _ in range(each):
        asked.append(Question("two Chinese words", tuple(random.sample(random.choice(zh), 2))))
        asked.append(Question("two words, a level chosen", tuple(random.sample(random.choice(zh), 2)), "", "national"))
        asked.append(Question("two English words", tuple(random.sample(random.choice(en), 2))))
        asked.append(Question("one Chinese word", (random.choice(random.choice(zh)),)))
        asked.append(Question("exact number", (), random.choice(some).number))
        asked.append(Question("number without its year", (), random.choice(some).number[:-5]))
    asked += [Question("letters only", (), letters) for letters in ("gb", "iso", "db44", "hj", "iec")]
    return asked
