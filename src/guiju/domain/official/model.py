"""What an official document is made of (公文要素), and the measures of its page.

GB/T 9704-2012: A4, 37 mm above, 28 mm at the binding edge, text area 156 mm by 225 mm (5.2.1); 22 lines of 28
characters (5.2.3); size 3 仿宋 throughout unless said otherwise (5.2.2); title in size 2 小标宋, headings in
黑体, 楷体, 仿宋 (7.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

PAGE_MM = (210, 297)
TOP_MM, LEFT_MM = 37, 28
TEXT_MM = (156, 225)
LINES, CHARACTERS = 22, 28
BODY_PT, TITLE_PT, FOOT_PT, TABLE_PT = 16, 22, 14, 12
LINE_PT = 225 / 25.4 * 72 / LINES
"""The distance of lines, so that 22 fill the text area: 28.99 pt."""
CELL_PT = 156 / 25.4 * 72 / CHARACTERS
"""The width of a character, so that 28 fill a line: 15.79 pt, a little less than the 16 pt of size 3 in programs."""


class Paragraph(NamedTuple):
    """A paragraph of the text (正文)."""

    text: str


class Heading(NamedTuple):
    """A heading with its number (结构层次序数): level 1 is 一、, 2 is （一）."""

    text: str
    level: Literal[1, 2] = 1


class Table(NamedTuple):
    """A table with its heads (表格); `numeric` columns stand to the right; `widths` are shares of the text's width."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numeric: frozenset[int] = frozenset()
    caption: str = ""


Block = Paragraph | Heading | Table


@dataclass(frozen=True, slots=True)
class Official:
    """A document (公文): addressee with its colon left out; `signed_by` and `day` (2026年3月1日) stand at the foot.

    `remark` is printed above the title in grey: a document of made-up records says so there.
    """

    title: str
    blocks: tuple[Block, ...]
    addressee: str = ""
    signed_by: str = ""
    day: str = ""
    remark: str = ""
