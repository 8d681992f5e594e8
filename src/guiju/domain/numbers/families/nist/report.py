"""What stands behind the series of a NIST number: the report number and its marks, in any order they are written in."""

from __future__ import annotations

from typing import NamedTuple

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.nist.series import LANGUAGES, UPDATED
from guiju.domain.numbers.model import Supplement

_LETTER = r"(?:[A-OQSTV-Z]|R(?!\d|$)|P(?![t\d])|U(?![a-z]))"
_NUMBER = Lazy(
    rf"\d+{_LETTER}{{0,2}}(?:-(?:\d+{_LETTER}{{0,2}}|[A-Z]{{1,6}}(?![a-z])|[a-z](?=-)))*"
    r"|v\d+n\d+|[A-Z][a-z]{2}-[A-Z][a-z]{2}\d{4}|div\d+|(?=sup)"
)
_MARK = Lazy(
    r"(?P<sup>[ -]?[Ss]upp?(?:l\.?|lement)? ?(?P<suprev>rev)?(?P<supno>-?\d+"
    r"|-?[A-Z][a-z]{2,8}\d{4}(?:-[A-Z][a-z]{2,8}\d{4})?"
    r"|e\d{4})?)"
    r"|(?P<upd>[-/ ][Uu]pd(?:ate ?)?(?P<updno>\d+)?(?:-(?P<updon>\d{4,6}))?)"
    r"|(?P<draft>[- ](?:draft|\(Draft\))(?P<draftno>\d+)?)"
    r"| (?P<stage>(?:[1-9if])(?:pd|wd|prd))(?![a-z])"
    r"|(?:ver|[ -]?[Vv]ersion |[ -]?Ver\. ?)(?P<ver>\d+(?:[. ]\d+)*)"
    r"|[ -]?(?:v(?:ol\.? ?)?|Vol\.? ?|, Volume )(?P<vol>\d+)(?P<minor>(?:[. ]\d+)+)?(?P<volpart>[a-z]-[a-z]"
    r"|[A-Z](?!\w))?"
    r"|,? ?(?:[Pp](?:t|art)?)\.? ?(?P<part>\d+(?:-\d+)?)|_(?P<under>\d+-\d+)"
    r"| (?P<spaced>[Rr]ev(?:\.|ision)?) ?(?P<spacedno>\d+[a-z]?)"
    r"|U?[rR](?P<rev>\d+)(?:U?(?P<revpart>[A-Za-z])(?![a-z]))?"
    r"|U?(?P<revised>[rR])(?P<revletter>[A-Da-d])?(?![a-zA-Z\d])"
    r"|(?:e|[ -]ed\.? ?)(?P<ed>\d+)(?:[-.](?P<edof>(?:[A-Z][a-z]+)?\d{4}))?"
    r"|[-_](?P<year>(?:18|19|20)\d\d)(?!\d)"
    r"|sec(?P<sec>\d+)|(?P<matter>index|insert|errata|app|add)(?![a-z])"
    r"| ?\.?(?P<lang>[a-z]{2,4})$"
    r"|(?:U(?=[a-z]))?(?P<letter>[A-Za-z])(?=$|v\d|[ /-]|r\d)"
    r"|[ .](?P<sub>\d{1,2})$"
)
_YEARLIKE = Lazy(r"(.+)-((?:18|19|20)\d\d)\Z")
_SPOKEN_VOLUME = {"I": "1", "II": "2", "III": "3", "IV": "4"}
_OLD_VOLUME = Lazy(r"(\d+)-(I{1,3}|IV)-(\d+)[. ](\d+)\Z")


class Report(NamedTuple):
    """A report number taken apart; `text` is its normal form without publisher and series."""

    number: str
    part: str
    part_join: str
    year: str
    supplements: tuple[Supplement, ...]
    language: str
    text: str


def read_report(series: str, rest: str) -> Report | None:
    """The report number `rest` of `series` ("SP", "800-53Ar1 spa"), or None when it cannot be read to its end."""
    old = _OLD_VOLUME.match(rest)
    if old is not None:
        rest = f"{old[1]}v{_SPOKEN_VOLUME[old[2]]}ver{old[3]}.{old[4]}"
    head = _NUMBER.match(rest)
    if head is None:
        return None
    number, marks = _number(series, head[0])
    at = head.end()
    while at < len(rest):
        mark = _MARK.match(rest, at)
        if mark is None:
            return None
        at = mark.end()
        found = {name: value for name, value in mark.groupdict().items() if value is not None}
        if "letter" in found:
            number += ("-" if series == "FIPS" and "-" in number else "") + found["letter"].upper()
        elif "sub" in found:
            if series != "SP" or not number.isdigit() or marks:
                return None
            number += "-" + found["sub"]
        elif "lang" in found and found["lang"] not in LANGUAGES:
            return None
        else:
            marks.update(_settled(found))
    return _assembled(series, number, marks)


def _number(series: str, number: str) -> tuple[str, dict[str, str]]:
    """The number as the series writes it, and the edition or part that was hung on it with a dash."""
    if "-" not in number or not number[0].isdigit() or series in ("CS", "CSM"):
        return number, {}
    chunks = number.upper().split("-")
    by_year = series in ("IR", "GCR") and len(chunks[0]) == 2
    dated = _YEARLIKE.match(number)
    # "NBS IR 80-2028" is report 2028 of 1980: the peer's "80e2028" takes the running number for a year, and the
    # same for "NIST GCR 15-1000". Nobody would find the report under it.
    marks = {}
    if dated is not None and not (by_year and len(chunks) == 2):
        marks["ed"] = dated[2]
        chunks.pop()
    if by_year and series == "IR" and len(chunks) == 3 and chunks[2].isdigit():
        marks["part"] = chunks.pop()
    last = chunks[-1]
    if series == "FIPS" and len(chunks) > 1 and last[0].isdigit() and last[-1].isalpha():
        chunks[-1:] = [last[:-1], last[-1]]
    return "-".join(chunks), marks


def _settled(found: dict[str, str]) -> dict[str, str]:
    """One name for what may be written in two ways."""
    if "under" in found:
        found["part"] = found.pop("under")
    if "minor" in found:
        found["ver"] = found.pop("vol") + found.pop("minor")
    if "supno" in found:
        found["supno"] = found["supno"].lstrip("-")
        if found["supno"].startswith("e"):
            found["ed"] = found.pop("supno")[1:]
    if "year" in found:
        found["ed"] = found.pop("year")
    return found


def _assembled(series: str, number: str, marks: dict[str, str]) -> Report:
    """The normal form: number, edition, volume, part, version, revision, supplement, then what qualifies the issue."""
    if not marks:
        return Report(number, "", "", "", (), "", number)
    get = marks.get
    printed = [number]
    supplements: list[Supplement] = []
    if series == "FIPS" and "part" in marks:
        printed[0] = number = f"{number}-{marks.pop('part')}"
    edition, volume, part = get("ed", ""), get("vol", ""), get("part", "")
    if edition:
        of = get("edof", "")
        printed.append(f"e{edition}{('.' if series == 'CIRC' else '-') + of if of else ''}")
    if volume:
        printed.append(f"{' ' if part else ''}v{volume}{get('volpart', '')}")
    if part:
        printed.append(f"pt{part}")
    if "sec" in marks:
        printed.append(f"sec{marks['sec']}")
    if "ver" in marks:
        version = marks["ver"].replace(" ", ".")
        printed.append(f"ver{version}")
        supplements.append(Supplement("ver", version, join=""))
    revision = get("spacedno") or get("rev") or get("revletter") or ("1" if "revised" in marks else "")
    if revision and "spaced" not in marks:
        revision = revision.upper() + get("revpart", "").upper()
        printed.append(f"r{revision}")
    if revision:
        supplements.append(Supplement("r", revision, join=""))
    if "sup" in marks:
        printed.append(f"sup{get('suprev', '')}{get('supno', '')}")
        supplements.append(Supplement("sup", get("supno", ""), join=""))
    printed.append(get("matter", ""))
    if "spaced" in marks:
        printed.append(f" Rev. {revision}")
    if "draft" in marks:
        # The peer drops a bare "-draft", which turns the draft into the report itself.
        printed.append(f" {marks['draftno']}pd" if "draftno" in marks else " (Draft)")
    if "stage" in marks:
        printed.append(" " + marks["stage"])
    if "upd" in marks:
        on = get("updon") or UPDATED.get(f"{series} {''.join(printed)}", "")
        printed.append(f"/Upd{get('updno', '1')}{'-' + on if on else ''}")
        supplements.append(Supplement("Upd", get("updno", "1"), on[:4]))
    language = LANGUAGES.get(get("lang", ""), "")
    if language:
        printed.append(" " + language)
    year = next(
        (found for found in (edition, get("edof", "")[-4:], revision) if len(found) == 4 and found.isdigit()), ""
    )
    return Report(
        number, part or volume, "pt" if part else "v" if volume else "", year, tuple(supplements), language,
        "".join(printed),
    )  # fmt: skip
