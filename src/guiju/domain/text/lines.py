"""Steps about lines: one way of ending them, none of them blank, no space at their ends (换行与空行)."""

from __future__ import annotations

import re

from guiju.domain.language import Words
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.rewriting import rewrite

ENDS_WORDS = Words("统一换行符", "one way of ending lines")
BLANK_WORDS = Words("删去空行和行首、行尾空格", "blank lines and spaces at the ends of lines removed")
SQUEEZE_WORDS = Words("合并连续空格，特殊空格改为普通空格", "several or special spaces made a plain one")

_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]+")
_SPACE = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANK = re.compile(
    rf"(?:\A|(?<![{_SPACE}\n]))[{_SPACE}\n]*\n[{_SPACE}\n]*|\A[{_SPACE}]+|(?<![{_SPACE}\n])[{_SPACE}]+\Z"
)
_SQUEEZE = re.compile(rf"[{_SPACE}]{{2,}}|[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def _ends(text: str) -> Rewrite | None:
    return rewrite(text, _ENDS, lambda match: "\n", ENDS_WORDS)


def _control(text: str) -> Rewrite | None:
    return rewrite(text, _CONTROL, lambda match: "", CONTROL_WORDS)


def _edge(match: re.Match[str]) -> str:
    inside = match.start() > 0 and match.end() < len(match.string)
    return "\n" if inside else ""


def _blank(text: str) -> Rewrite | None:
    return rewrite(text, _BLANK, _edge, BLANK_WORDS)


def _squeeze(text: str) -> Rewrite | None:
    return rewrite(text, _SQUEEZE, lambda match: " ", SQUEEZE_WORDS)


CONTROL_WORDS = Words("删去控制字符", "control characters removed")

LINE_ENDS_STEP = Step("line_ends", ENDS_WORDS, _ends)
CONTROL_STEP = Step("control", CONTROL_WORDS, _control)
BLANK_STEP = Step("blank", BLANK_WORDS, _blank)
SQUEEZE_STEP = Step("squeeze", SQUEEZE_WORDS, _squeeze)
