"""统一社会信用代码: 18 characters with a check character (GB 32100-2015)."""

from __future__ import annotations

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_MODULUS = 31


def uscc_is_valid(code: str) -> bool:
    """Whether the check character fits.

    >>> uscc_is_valid("91110000600037341L"), uscc_is_valid("91110000600037342L")
    (True, False)
    """
    if len(code) != 18 or any(char not in _ALPHABET for char in code):
        return False
    total = sum(_ALPHABET.index(char) * pow(3, at, _MODULUS) for at, char in enumerate(code[:17]))
    return _ALPHABET[-total % _MODULUS] == code[17]
