"""What is wrong with a declaration (声明文件的错误): all of it at once, each with its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from guiju.domain.language import Words, WordsError


class Problem(NamedTuple):
    """One thing that is wrong: on which line, where in the file ("fields[2].type"), and what is allowed instead."""

    line: int
    place: str
    message: Words


class DeclarationError(WordsError):
    """Everything that is wrong with one file; `where` is its name, `problems` are in the order of lines."""

    def __init__(self, where: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        message = Words(
            "\n".join(f"{where} 第 {line} 行（{place}）：{words.zh}" for line, place, words in self.problems),
            "\n".join(f"{where}, line {line} ({place}): {words.en}" for line, place, words in self.problems),
        )
        super().__init__("declaration", message, where=where)
