"""How much work a Markdown file may make (Markdown 的工作量): marks that never pair take more than their number."""

from __future__ import annotations

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_BLOCK, _HTML = 4, 10


class TooMuchWork(Exception):
    """The file's marks take more steps than allowed."""


def parsed_within(text: str, most: int) -> list[Token]:
    """The tokens of a text. Raises `TooMuchWork` past `most` steps of the parser, those that look ahead counted too."""
    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table")
    _Count(parser, most)
    return parser.parse(text)


class _Count:
    """Counts at the parser's rules, before each block, each mark and each look ahead; and the tokens made so far."""

    def __init__(self, parser: MarkdownIt, most: int) -> None:
        self.left = most
        self.seen = 0
        self.skip = parser.inline.skipToken
        parser.block.ruler.before("table", "work", self.block, {"alt": ["paragraph", "reference", "blockquote"]})
        parser.inline.ruler.before("text", "work", self.mark)
        parser.inline.skipToken = self.look_ahead  # type: ignore[method-assign]

    def block(self, state: Any, start: int, end: int, silent: bool) -> bool:
        made, self.seen = len(state.tokens) - self.seen, len(state.tokens)
        html = bool(state.tokens) and state.tokens[-1].type == "html_block"
        self.spend(_BLOCK + max(made, 0) + (_HTML if html else 0))
        return False

    def mark(self, state: Any, silent: bool) -> bool:
        self.spend(1)
        return False

    def look_ahead(self, state: Any) -> None:
        self.spend(1)
        self.skip(state)

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise TooMuchWork
