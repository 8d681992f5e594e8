"""Standards of IDF (国际乳品联合会): IDF 140-1:2007/AMD 1:2012, IDF/RM 254:2022, IDF/FDIS 110:2022.

Stage and type after a slash; RM is a reviewed method. Forms: the IDF shop.
"""

from __future__ import annotations

from functools import lru_cache

from guiju.domain.numbers.families.grammar import Prefix, read_shape
from guiju.domain.numbers.families.tail import Style
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

_STYLE = Style(amd="AMD", spaced=True)
_STAGES = frozenset({"PWI", "NP", "AWI", "WD", "WDA", "CD", "FCD", "DIS", "FDIS", "PRF", "FDRM", "DRM"})
_TYPES = frozenset({"RM", "TS", "ISO"})


@lru_cache(maxsize=256)
def read_prefix(letters: str) -> Prefix | None:
    """What the letters before the serial mean: "IDF", "IDF/RM", "IDF/AWI RM"; None when they are something else."""
    words = letters.upper().replace("/", " ").replace("NWIP", "NP").split()
    if not words or words[0] != "IDF" or len(words) > 3:
        return None
    rest = words[1:]
    if any(word not in _STAGES and word not in _TYPES for word in rest) or (len(rest) == 2 and rest[0] in _TYPES):
        return None
    printed = f"IDF/{' '.join(rest)}" if rest else "IDF"
    return Prefix(printed, "idf", "international", _STYLE)


def read(text: str) -> StandardNumber | None:
    """Reads IDF numbers; None when the text is of another body. Raises `NumberError` when malformed."""
    return read_shape(text.replace(" / ", "/"), read_prefix)


FAMILY = Family("idf", frozenset({"IDF"}), read)
