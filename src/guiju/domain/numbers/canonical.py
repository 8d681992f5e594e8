"""One writing for what bodies and people write in several ways (同一版本的不同写法): Guide or GUIDE, ГОСТ or GOST.

The normal form keeps what a body prints; two numbers are compared by what this makes of them.
"""

from __future__ import annotations

import re

from guiju.domain.numbers.model import StandardNumber

_CYRILLIC = {
    "GOST": "ГОСТ", "RMG": "РМГ", "PMG": "ПМГ", "R": "Р", "ST": "СТ", "RK": "РК", "STB": "СТБ", "DSTU": "ДСТУ",
    "ИСО": "ISO", "МЭК": "IEC", "ЕН": "EN", "СИСПР": "CISPR", "МОЗМ": "OIML",
}  # fmt: skip
_EURASIAN = frozenset({"easc", "gost", "kz", "by", "ua"})
_WORD = re.compile(r"[^\W\d_]+")
_GENEVA = frozenset({"iso", "iec"})
_AMERICAN = {"IEEE": "IEEE Std", "NIST FIPS": "FIPS"}
_AMENDED = re.compile(r"/(?P<kind>AMD|Amd|COR|Cor)\.? ?(?=\d)(?!\d+/FRAG)")
_REVISED = re.compile(r" Rev\. (?=\d)")
_LANGUAGE = re.compile(r" ?\((en|fr|ru|es|de)\)$")
_LETTERS = {"en": "(E)", "fr": "(F)", "ru": "(R)", "es": "(S)", "de": "(D)"}


def canonical(number: StandardNumber) -> StandardNumber:
    """The number with prefix and text in one writing; Chinese numbers have only one, their normal form."""
    if number.level not in ("international", "regional", "foreign"):
        return number
    prefix = _prefix(number)
    text = number.text
    if prefix != number.prefix and text.startswith(number.prefix):
        text = prefix + text[len(number.prefix) :]
    if "/" in text:
        text = _AMENDED.sub(lambda found: f"/{found['kind'].capitalize()} ", text)
    if number.publisher == "nist":
        text = _REVISED.sub("r", text)
    elif text.endswith(")"):
        text = _LANGUAGE.sub(lambda found: _LETTERS[found[1]], text)
    return number if text == number.text else number._replace(prefix=prefix, text=text)


def _prefix(number: StandardNumber) -> str:
    prefix, publisher = number.prefix, number.publisher
    if publisher in _EURASIAN:
        return _WORD.sub(lambda word: _CYRILLIC.get(word[0], word[0]), prefix)
    if publisher in _GENEVA:
        return prefix.replace("CEI", "IEC").replace("GUIDE", "Guide")
    if prefix.startswith("ANSI/"):
        prefix = prefix.removeprefix("ANSI/")
    return _AMERICAN.get(prefix, prefix)
