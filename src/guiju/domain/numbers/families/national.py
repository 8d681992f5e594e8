"""National bodies that mostly adopt European and international standards (国外国家标准).

One table: the word a body begins with, its code, how it prints it. What follows is EN, ISO, IEC … or a number of its
own: DIN EN ISO 9001:2015-11 · UNE-EN 1090-2:2019 · KS B 0161:2019 · IS/ISO 9001:2015 · ABNT NBR 5410:2004.
"""

from __future__ import annotations

from functools import lru_cache

from guiju.domain.numbers.families import cen, iso_iec
from guiju.domain.numbers.families.glued import AFTER_A_BODY
from guiju.domain.numbers.families.grammar import Prefix, read_shape
from guiju.domain.numbers.families.tail import Style
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber

_STYLE = Style(amd="A")
_BODIES = {  # word, or words, before the number: (publisher, as printed)
    "DIN": ("din", "DIN"), "DIN VDE": ("din", "DIN VDE"), "VDE": ("vde", "VDE"), "DIN SPEC": ("din", "DIN SPEC"),
    "E DIN": ("din", "E DIN"), "VDI": ("vdi", "VDI"), "DIN/VDE": ("din", "DIN VDE"),
    "NF": ("nf", "NF"), "FD": ("nf", "FD"), "XP": ("nf", "XP"),
    "UNE": ("une", "UNE"), "UNI": ("uni", "UNI"), "CEI": ("cei_it", "CEI"), "ONORM": ("onorm", "ÖNORM"),
    "ÖNORM": ("onorm", "ÖNORM"), "OENORM": ("onorm", "ÖNORM"), "OVE": ("onorm", "OVE"), "SN": ("sn", "SN"),
    "SS": ("ss", "SS"), "NS": ("ns", "NS"), "SFS": ("sfs", "SFS"), "DS": ("ds", "DS"), "NEN": ("nen", "NEN"),
    "NBN": ("nbn", "NBN"), "PN": ("pn", "PN"), "CSN": ("csn", "ČSN"), "ČSN": ("csn", "ČSN"), "STN": ("stn", "STN"),
    "MSZ": ("msz", "MSZ"), "EVS": ("evs", "EVS"), "LST": ("lst", "LST"), "LVS": ("lvs", "LVS"), "IST": ("ist", "ÍST"),
    "ÍST": ("ist", "ÍST"),
    "SIST": ("sist", "SIST"), "BDS": ("bds", "BDS"), "ELOT": ("elot", "ELOT"), "I.S.": ("nsai", "I.S."),
    "KS": ("ks", "KS"), "CNS": ("cns", "CNS"), "SANS": ("sans", "SANS"), "IS": ("is", "IS"), "IS/": ("is", "IS/"),
    "NBR": ("nbr", "ABNT NBR"), "ABNT NBR": ("nbr", "ABNT NBR"), "ABNT": ("nbr", "ABNT"), "SNI": ("sni", "SNI"),
    "TCVN": ("tcvn", "TCVN"), "MS": ("ms", "MS"), "TIS": ("tis", "TIS"), "PNS": ("pns", "PNS"), "TS": ("tse", "TS"),
    "SI": ("si", "SI"), "GSO": ("gso", "GSO"), "NMX": ("nmx", "NMX"), "IRAM": ("iram", "IRAM"),
}  # fmt: skip
_HYPHENATED = frozenset({"UNE", "SS", "NS", "SFS", "PN", "EVS", "LST", "NEN"})  # printed SS-EN, UNE-EN ISO
_OWN_SERIES = {  # letters between the word and the serial that are no body's name: KS B 0161, NF P98-331
    "KS": frozenset("ABCDEFGHIJKLMPQRSTVWX"), "NF": frozenset("ABCDEFGHIJKLMNPQRSTUVXZ"),
    "FD": frozenset("ABCDEFGHIJKLMNPQRSTUVXZ"), "XP": frozenset("ABCDEFGHIJKLMNPQRSTUVXZ"),
    "ÖNORM": frozenset("ABCEFGHIKLMNOPRSTVZ"), "NMX": frozenset("ABCEFIJKLNRSUVW"),
}  # fmt: skip
_ADOPTING_ONLY = frozenset({"CEI", "TS", "SN", "DS", "SI", "NS", "MS", "PN", "ABNT", "I.S.", "IS/"})


@lru_cache(maxsize=1024)
def read_prefix(letters: str) -> Prefix | None:
    """What the letters before the serial mean: "DIN EN ISO", "UNE-EN", "KS B" …; None when they are something else."""
    for lead in (_first(letters, 2), _first(letters, 1)):
        if lead in _BODIES:
            break
    else:
        return None
    publisher, printed = _BODIES[lead]
    inner = letters[len(lead) :].strip(" -/")
    if not inner:
        return None if lead in _ADOPTING_ONLY else Prefix(printed, publisher, "foreign", _STYLE)
    series, _, rest = inner.partition(" ")
    if series in _OWN_SERIES.get(printed, ()):
        printed, inner = f"{printed} {series}", rest
        if not inner:
            return Prefix(printed, publisher, "foreign", _STYLE)
    known = cen.read_prefix(inner) or iso_iec.read_prefix(inner)
    if known is None:
        return None
    join = "-" if printed in _HYPHENATED else "/" if lead in ("IS", "DS") else " "
    return Prefix(f"{printed}{join}{known.printed}", publisher, "foreign", _STYLE, known.nature)


def _first(letters: str, words: int) -> str:
    upper = letters.upper()
    if words == 2:
        return " ".join(upper.split(" ")[:2])
    for place, character in enumerate(upper):
        if character in " -/":
            return upper[:place]
    return upper


def read(text: str) -> StandardNumber | None:
    """Reads numbers of national bodies; None when the text is of another. Raises `NumberError` when malformed."""
    return read_shape(text, read_prefix)


HEADS = frozenset({
    *(word.partition(" ")[0].rstrip("/") for word in _BODIES if word.isalpha() or " " in word),
    *(f"{word}{glued}" for word in _BODIES if word.isalpha() for glued in AFTER_A_BODY), "I",
})  # fmt: skip
FAMILY = Family("national", HEADS, read)
