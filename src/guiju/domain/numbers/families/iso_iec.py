"""Prefixes of ISO and IEC and of the documents they share with others: bodies, then stage, then type."""

from __future__ import annotations

from functools import lru_cache

from guiju.domain.numbers.families.grammar import Prefix
from guiju.domain.numbers.families.tail import Style
from guiju.domain.numbers.model import Nature

BODIES = {
    name.upper(): name
    for name in (
        "ISO", "IEC", "CEI", "IEEE", "ASTM", "CIE", "SAE", "HL7", "OECD", "ASME", "IDF", "IULTCS", "UNDP", "CISPR",
        "IUPAC", "ITU", "W3C", "UL", "ASHRAE", "ECE", "TAPPI", "OGC", "OIML",
    )
} | {"ИСО": "ISO", "МЭК": "IEC"}  # fmt: skip
STAGES = {
    name: name
    for name in (
        "PWI", "NP", "AWI", "WD", "CD", "CDV", "FCD", "DIS", "FDIS", "PRF", "DTS", "DTR", "DPAS", "FDTR", "FDTS",
        "PDTS", "PDTR", "PDISP", "DISP", "FPDISP", "PRV", "DP",
    )
} | {"NWIP": "NP"}  # fmt: skip
TYPES = {
    "TS": "TS", "TR": "TR", "PAS": "PAS", "R": "R", "ISP": "ISP", "TTA": "TTA", "DATA": "DATA", "SRD": "SRD",
    "GUIDE": "Guide", "DGUIDE": "DGuide", "IWA": "IWA", "CA": "CA", "WT": "WT", "ACEE": "ACEE",
}  # fmt: skip
_FILLERS = frozenset({"DOCUMENT", "STANDARD", "STD", "NO", "RECOMMENDATION", "PUB", "PUBLICATION"})
_GLUED = ("IEC", "TS", "TR", "PAS", "GUIDE", "DIS", "FDIS", "IECTR", "IECTS", "IECGUIDE", "IECIEEE", "ISO", "IEEE", "R")
_SEPARATORS = str.maketrans("/.,-", "    ")
ISO_HEADS = frozenset({"ISO", "ИСО", "IWA", *(f"ISO{word}" for word in _GLUED)})
IEC_HEADS = frozenset({"IEC", "МЭК", "CEI", "CISPR", "CISPRTR", *(f"IEC{word}" for word in _GLUED)})
ISO_STYLE = Style()
IEC_STYLE = Style(amd="AMD")


@lru_cache(maxsize=1024)
def read_prefix(letters: str) -> Prefix | None:
    """What the letters before the serial mean: ISO/IEC TR, ISO/CD, IEC TS, IWA …; None when they are something else.

    "ISO/CD2" carries its iteration; an order no document has (ISO TR/IEC) is marked `misordered`.
    """
    bodies: list[str] = []
    stage = kind = iteration = ""
    misordered = False
    for token in letters.translate(_SEPARATORS).split():
        upper = token.upper()
        bare = upper.rstrip("0123456789")
        if upper in BODIES:
            bodies.append(BODIES[upper])
            misordered = misordered or bool(stage or kind)
        elif not stage and not kind and bare in STAGES:
            stage = STAGES[bare]
            iteration = f".{upper[len(bare) :]}" if upper != bare else ""
        elif not kind and upper in TYPES:
            kind = TYPES[upper]
        elif upper not in _FILLERS:
            return None
    if bodies[:2] == ["IEC", "CISPR"]:
        del bodies[0]
    printed = _print(letters, bodies, stage, kind)
    if not printed:
        return None
    publisher = "iso" if "ISO" in bodies or kind == "IWA" else "iec"
    style = IEC_STYLE if bodies and bodies[0] in ("IEC", "CISPR", "CEI") else ISO_STYLE
    nature: Nature = "guide" if kind.endswith("uide") else "unknown"
    return Prefix(printed, publisher, "international", style, nature, iteration, ":", misordered and kind != "IWA")


def _print(letters: str, bodies: list[str], stage: str, kind: str) -> str:
    if kind == "IWA":
        return f"{stage} IWA".strip() if bodies in ([], ["ISO"]) else ""
    if not bodies or bodies[0] not in ("ISO", "IEC", "CEI", "CISPR"):
        return ""
    if kind == "Guide" and "GUIDE" in letters and bodies != ["ISO"]:
        kind = "GUIDE"
    rest = f"{stage} {kind}".strip()
    if not rest:
        return "/".join(bodies)
    alone = len(bodies) == 1
    tight = (alone and bodies[0] == "ISO" and rest != "Guide") or (alone and bool(stage) and "/" in letters)
    return f"{'/'.join(bodies)}{'/' if tight else ' '}{rest}"
