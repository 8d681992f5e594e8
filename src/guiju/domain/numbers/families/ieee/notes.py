"""What stands in brackets behind an IEEE number: reaffirmed, revises, amends, adopted as (括注)."""

from __future__ import annotations

from guiju.domain.numbers.families.ieee.names import REFERENCE, RELATION, relation_word
from guiju.domain.numbers.families.lazy import Lazy

_GROUP = Lazy(r" ?[-,]? ?(?P<open>[(\[]) ?(?P<inside>(?:[^()\[\]]|\([^()]*\))*?) ?(?:[)\]]|\Z)")
_WELL_FORMED = Lazy(r" \((?:Revision of|Amendment (?:to|of)|Supplement to) IEEE Std [\w.]{2,20}-\d{4}\)\Z")
_KNOWN = Lazy(r" ?(?:l?EEE|IEEE|Std|ANSI|AIEE|ISO|IEC|ASTM|ASA|USAS|C?\d[\w.]+-\d|\d+[A-Z]?,? ?\d{4})")
_SILENT = frozenset({"Published for Trial Use"})


def read_notes(text: str) -> str | None:
    """The bracketed remarks in their normal form, each with a space before it, or None when `text` is something else.

    Relations name whole numbers: "(Revision of IEEE 1070-1995)" → " (Revision of IEEE Std 1070-1995)". A bracket that
    is never closed is closed.
    """
    if _WELL_FORMED.match(text) is not None:
        return text
    printed: list[str] = []
    at = 0
    while at < len(text):
        group = _GROUP.match(text, at)
        if group is None or group.end() == at:
            return None
        at = group.end()
        inside = group["inside"]
        if not inside or inside in _SILENT or group[0].startswith(" - "):
            continue
        printed.append(f" [{inside}]" if group["open"] == "[" else f" ({_remark(inside)})")
    return "".join(printed)


def _remark(inside: str) -> str:
    relation = RELATION.match(inside)
    if relation is None:
        return _reference(inside)
    word = relation_word(relation["word"])
    # The peer reads ", as amended by X" as one more number: "IEEE Std (as amended by IEEE Std X)". We read on.
    revised, amended, amendments = (
        relation["list"].replace(", as amended by ", " as amended by ").partition(" as amended by ")
    )
    listed = _list(revised)
    return f"{word} {listed} as amended by {_list(amendments)}" if amended else f"{word} {listed}"


def _list(text: str) -> str:
    """Numbers joined as in a sentence: "A and B", "A, B, and C"."""
    if "Edition" in text or " " not in text:
        names = [text] if ", IEEE" not in text else text.replace(", and ", ", ").split(", IEEE ")
        names = [names[0], *(f"IEEE {name}" for name in names[1:])]
    else:
        names = text.replace(", and ", ", ").replace(" and ", ", ").split(", ")
    if not all(_KNOWN.match(name) for name in names):
        return text
    names = [_reference(name.strip()) for name in names]
    if len(names) < 3:
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def _reference(name: str) -> str:
    found = REFERENCE.match(name)
    if found is None:
        return name
    if found["joint"]:
        return f"ANSI/IEEE {found['jointno']}"
    number = found["number"]
    if number[:1] == "P":
        return name
    if not found["ieee"] and not (number[0].isdigit() or number[0] == "C"):
        return name
    year = f"-{found['year']}" if found["year"] else ""
    correction = f"/Cor. {found['corno']}-{found['coryear']}" if found["cor"] else ""
    return f"IEEE Std {number}{year}{correction}"
