"""Schemes of assessment that come with the program (随附的考核方案), to begin from."""

from __future__ import annotations

from guiju.domain.declarations import declaration_files


def scheme_shipped() -> str:
    """The text of the first shipped scheme, "" where there is none."""
    files = declaration_files("assessments")
    return files[0].read_text(encoding="utf-8") if files else ""
