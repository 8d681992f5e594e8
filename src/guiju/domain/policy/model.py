"""What the readers of a policy share (政策解读的公共模型)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from guiju.domain.language import Words

About = Literal["text", "meta", "outline", "tasks", "targets", "funding", "demands"]


class Doubt(NamedTuple):
    """A place where the reader is not sure (存疑): the span in the clean text, what it concerns, and why."""

    start: int
    end: int
    about: About
    why: Words
