"""Cells no spreadsheet runs (防公式注入)."""

from __future__ import annotations


def inert(cell: str) -> str:
    """The cell as text: what a spreadsheet would run as a formula begins with an apostrophe."""
    return "'" + cell if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
