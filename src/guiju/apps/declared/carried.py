"""Registers the program and the installation declare (随附和本装置的登记簿): taken into use when the site is set up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from guiju.domain.declarations import declaration_files
from guiju.domain.language import WordsError
from guiju.kernel.registers.declared import declaration_past
from guiju.kernel.registers.services import declaration_apply


def registers_carried(*, data_folder: Path, at: datetime, complain: Callable[[WordsError], None]) -> int:
    """Take new and changed declarations into use; a bad one is complained of and left; returns how many changed.

    A file that was in use before a later version was written here stays as it is.
    """
    count = 0
    for path in declaration_files("registers", data_folder):
        try:
            text = path.read_text(encoding="utf-8")
            if declaration_past(text):
                continue
            shipped = not path.is_relative_to(data_folder)
            count += declaration_apply(actor=None, text=text, where=path.name, shipped=shipped, at=at) is not None
        except WordsError as error:
            complain(error)
    return count
