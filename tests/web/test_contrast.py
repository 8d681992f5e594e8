"""Ink on paper can be read: every pair of colours in use has a contrast of at least 4.5 : 1, by light and by dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import guiju.web

STATIC = Path(guiju.web.__file__).parent / "static" / "guiju"
GROUNDS = ("paper", "sheet", "shade")
TONES = ("green", "blue", "teal", "amber", "orange", "grey", "red")
TEXT = ("ink", "ink-soft", "link", "accent", *(f"tone-{tone}" for tone in TONES))
PAIRS = [(text, ground) for text in TEXT for ground in GROUNDS]
PAIRS += [(text, f"tint-{tint}") for text in ("ink", "ink-soft") for tint in ("info", "success", "warning", "error")]
PAIRS += [("on-accent", "accent"), ("on-accent", "accent-strong"), ("ink", "accent-tint"), ("tone-red", "tint-error")]
BORDERS = [("rule-strong", ground) for ground in GROUNDS]


def colours(*sheets: str) -> dict[str, str]:
    return {
        name: value
        for sheet in sheets
        for name, value in re.findall(r"--([\w-]+):\s*#([0-9a-f]{6});", (STATIC / sheet).read_text(encoding="utf-8"))
    }


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("sheets", [("tokens.css",), ("tokens.css", "tokens-dark.css")], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(sheets):
    palette = colours(*sheets)
    faint = {f"{a} on {b}": round(contrast(palette[a], palette[b]), 2) for a, b in PAIRS}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("sheets", [("tokens.css",), ("tokens.css", "tokens-dark.css")], ids=["light", "dark"])
def test_the_borders_of_controls_stand_out(sheets):
    palette = colours(*sheets)
    assert {a + b: r for a, b in BORDERS if (r := contrast(palette[a], palette[b])) < 3} == {}


def test_dark_names_every_colour_of_light():
    assert colours("tokens.css").keys() == colours("tokens-dark.css").keys()
