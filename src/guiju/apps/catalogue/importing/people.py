"""Names of people among drafters (起草人): personal data, which the catalogue does not keep.

A name that says what kind of organisation it is (公司, 大学, 協会, Institute …) is one. Of the rest, two to four
Chinese characters that begin with a family name, Latin initials with a name and forms of address are taken for a
person. Where it cannot be told, a short name is dropped rather than a person kept.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_DATA = tomllib.loads(files(__package__).joinpath("people.toml").read_text(encoding="utf-8"))
_ORGANISATION = re.compile("|".join(_DATA["organisation"]["chinese"]))
_LATIN_ORGANISATION = re.compile(rf"\b(?:{'|'.join(_DATA['organisation']['latin'])})", re.IGNORECASE)
_SURNAMES = frozenset(_DATA["surnames"]["single"])
_DOUBLE = tuple(_DATA["surnames"]["double"])
_ADDRESS = re.compile(
    r"^(?:mr|mrs|ms|dr|prof|professor|herr|frau|ing|dipl)\b\.?|(?:先生|女士|教授|博士|研究员|工程师)$", re.I
)
_INITIALS = re.compile(
    r"(?:[A-Z]\.[ -]?){1,3}[A-Z][\w'’-]+|[A-Z][\w'’-]+, ?(?:[A-Z]\.?[ -]?){1,3}|[A-Z][\w'’-]+, [A-Z]\w+"
)
_NAMED = re.compile(r"[A-Z][a-zà-ÿ'’-]+(?: [A-Z]\.?)? [A-Z][a-zà-ÿ'’-]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}")


@lru_cache(20_000)
def is_person(name: str) -> bool:
    """Whether a drafter is a person, as far as the name tells."""
    bare = name.strip(" ,，;；.")
    together = bare.replace(" ", "").replace("\u3000", "")
    if _ORGANISATION.search(together) or _LATIN_ORGANISATION.search(bare):
        return False
    if _ADDRESS.search(bare) or _INITIALS.fullmatch(bare) or _NAMED.fullmatch(bare):
        return True
    if _CHINESE.fullmatch(together):
        return "·" in together or together[0] in _SURNAMES or together.startswith(_DOUBLE)
    return False
