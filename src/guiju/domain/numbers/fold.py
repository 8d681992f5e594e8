"""One spelling for what looks alike: width, dashes, slashes, spaces (字形归一)."""

from __future__ import annotations

_DASHES = "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2500\u2501\ufe58\ufe63\uff0d\u2e3a\u2e3b"
_SLASHES = "\u2044\u2215\u29f8\u2571\uff0f"
_TILDES = "\u02dc\u223c\u301c\uff5e\u223e"
_COLONS = "\u2236\ua789\ufe55\ufe13\uff1a"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\v\f"
_SPACES += "\u0085\u2028\u2029"
_NOTHING = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufe0e\ufe0f"

_TABLE: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
for _look_alikes, _plain in (
    (_DASHES, "-"), (_SLASHES, "/"), (_TILDES, "~"), (_COLONS, ":"), (_SPACES, " "), ("\u3014\uff3b", "["),
    ("\u3015\uff3d", "]"), ("\u2024\uff0e", "."),
):  # fmt: skip
    _TABLE.update(dict.fromkeys(map(ord, _look_alikes), _plain))
_TABLE.update(dict.fromkeys(map(ord, _NOTHING), None))


def fold(text: str) -> str:
    """The text in ASCII width with one kind of dash, slash, tilde and colon, single spaces, trimmed; case is kept.

    Soft hyphens count as dashes (PDF text has them before years), zero-width characters as nothing,
    a line break as a space, a doubled dash as one. `fold(fold(s)) == fold(s)`.
    """
    if not text.isascii():
        text = text.translate(_TABLE)
    if text.isprintable() and "  " not in text and "--" not in text:
        return text.strip(" ")
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    while "--" in text:
        text = text.replace("--", "-")
    return text
