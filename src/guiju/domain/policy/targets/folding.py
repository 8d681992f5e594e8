"""One spelling for full-width signs (全角) without moving anything: offsets stay those of the clean text."""

from __future__ import annotations

_WIDE = {ord("!") + 0xFEE0 + step: chr(ord("!") + step) for step in range(94)}
_DASHES = {ord(sign): "-" for sign in "–—─―‐‑﹣−"}
_OTHERS = {"〜": "~", "∶": ":", "﹪": "%", "\u3000": " ", "\u00a0": " ", "\u2009": " "}
_SIGNS = _WIDE | _DASHES | {ord(sign): plain for sign, plain in _OTHERS.items()}


def fold(text: str) -> str:
    """The text with half-width figures, letters and marks, one dash and one blank; as long as it was."""
    return text.translate(_SIGNS)
