"""An official document as PDF (公文 PDF 文件). The page has the measures of GB/T 9704-2012; the letters are those of
the font that comes with the program, since 仿宋 and 小标宋 are not free to pass on: print the Word file to stamp it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import manimgx_fonts_cjk
import typst

from guiju.domain.official.model import (
    CELL_PT,
    FOOT_PT,
    LEFT_MM,
    LINE_PT,
    PAGE_MM,
    TABLE_PT,
    TEXT_MM,
    TITLE_PT,
    TOP_MM,
    Block,
    Heading,
    Official,
    Table,
)

_TEMPLATE = Path(__file__).with_name("official.typ")
_FONTS = Path(manimgx_fonts_cjk.__file__).parent


def official_pdf(official: Official) -> bytes:
    """The document as a PDF file; the same document gives the same pages."""
    data = {
        "title": official.title,
        "addressee": official.addressee,
        "signed_by": official.signed_by,
        "day": official.day,
        "remark": official.remark,
        "blocks": [_block(block) for block in official.blocks],
        "mm": {
            "top": TOP_MM,
            "bottom": PAGE_MM[1] - TOP_MM - TEXT_MM[1],
            "left": LEFT_MM,
            "right": PAGE_MM[0] - LEFT_MM - TEXT_MM[0],
        },
        "pt": {"body": CELL_PT, "title": TITLE_PT, "foot": FOOT_PT, "table": TABLE_PT, "line": LINE_PT},
    }
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made = typst.compile(str(_TEMPLATE), font_paths=[str(_FONTS)], ignore_system_fonts=True, sys_inputs=inputs)
    return bytes(made)


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        return {
            "is": "table", "heads": block.heads, "rows": block.rows, "widths": block.widths,
            "numeric": sorted(block.numeric), "caption": block.caption,
        }  # fmt: skip
    if isinstance(block, Heading):
        return {"is": "heading", "text": block.text, "level": block.level}
    return {"is": "paragraph", "text": block.text}
