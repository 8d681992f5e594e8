"""Corpora of numbers as rows, and the supplements of a number as the corpora write them."""

from __future__ import annotations

from pathlib import Path

from guiju.domain.numbers import StandardNumber

CORPORA = Path(__file__).parent.parent / "corpora" / "numbers"


def rows(name: str) -> list[list[str]]:
    lines = (CORPORA / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def parts(number: StandardNumber) -> list[str]:
    supplements = ", ".join(f"{s.join}{s.kind} {s.number}:{s.year}" for s in number.supplements)
    return [number.prefix, number.serial, number.part_join + number.part, number.year, supplements]
