"""An IEEE number without its remarks: publishers, standing, number, year, corrigendum, draft, date."""

from __future__ import annotations

from typing import NamedTuple

from guiju.domain.numbers.families.ieee.names import MONTH, MONTHS
from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.model import Supplement

_YEAR = r"(?:1[89]|20)\d\d(?!\d)|20\dX|201X"
_BODY = r"(?:ANSI|IEEE|IEC|ISO|ASTM|EIA|NACE|ASHRAE|CSA|NEMA)"
MAIN = Lazy(
    rf"(?:(?P<bodies>l?(?:{_BODY}|EEE)(?: ?/ ?{_BODY}){{0,3}})/? ?)?(?P<twice>IEEE (?=IEEE|Std|P))?"
    r"(?P<stage>(?:FDIS|DIS|CD|CDV|FCD|PDIS|WD)\d? (?=P))?"
    r"(?P<standing>(?:Active )?(?:Unapproved|Approved) )?(?P<draftword>Draft )?"
    r"(?P<std>(?:Std\.?|STD|std|Standards?|Stad|SId) ?(?:Std )?)?(?P<no>(?:No\.?|NO) ?)?(?P<again>IEEE )?"
    r"(?P<project>P(?=[A-Z]?\d|SI))?"
    rf"(?P<serial>(?:SI[ -]|[A-Z])?\d+(?:X\d+)?(?P<letters>[A-Za-z]*))"
    rf"(?P<parts>(?:[.-](?!{_YEAR}(?![.\d]))(?:\d+[A-Za-z]*\d?|REV-?[a-z]*|rev\d+|am\d+|[A-Z]{{2,4}}\d?(?:-(?!{_YEAR})\d+)?))*)"
    rf"(?: ?(?P<yearjoin>[-.:]|, | ) ?(?P<year>{_YEAR})(?P<yearmonth>-\d\d(?!\d))?(?P<edition> Edition)?(?:\([EF]\))?)?"
    r"(?P<slash>/(?:INT|Conformance\d+)(?:-\d{4}|, (?P<slashed>\d{4}) Edition)?)?"
    r"(?:[/_ -] ?(?P<cor>[Cc]or(?:rigendum)?|Amd)\.?[ _]?(?P<corno>\d+)(?:[-:](?P<coryear>\d{4}))?)?"
    r"(?: ?[/_, -]/? ?D[.-]?(?P<draft>[\dA-Z][\w.+-]*?)(?:-(?P<draftyear>(?:19|20)\d\d)(?:-(?P<draftmonth>\d\d))?)?"
    r"(?P<draftcor>/Cor\d+(?:-\d{4}(?:-\d\d)?)?)?)?"
    rf"(?P<datejoin> ?,? |_)?(?:(?P<month>{MONTH})[.]?,? ?(?P<day>\d{{1,2}},? )?(?P<dateyear>\d{{4}})"
    r"|(?P<onlyyear>(?<=, )(?:19|20)\d\d(?!\d)))?"
    r"(?P<ends> Edition \d+\.\d+ \d{4}-\d\d)?(?:, Standard|\.pdf|,)?(?= ?[(\[]| - |\Z)"
)
_SHORT = Lazy(r"\d\Z")


class Named(NamedTuple):
    """An IEEE number taken apart; `text` is its normal form without remarks."""

    prefix: str
    serial: str
    part: str
    part_join: str
    year: str
    supplements: tuple[Supplement, ...]
    text: str
    end: int
    draft: bool


def without_redline(text: str) -> str:
    """The text without the mark of a redline edition (标注修订版) and without a title behind " - IEEE Standard"."""
    if text.endswith("Redline"):
        return text[:-7].rstrip(" -")
    at = text.find(" - IEEE Standard")
    return (text[:at] if at > 0 else text).rstrip(",")


def read_named(text: str) -> Named | None:
    """The number `text` begins with, or None."""
    found = MAIN.match(text)
    if found is None:
        return None
    part = found.groupdict("")
    serial, parts, draft = part["serial"], part["parts"], part["draft"]
    bodies = _bodies(part)
    if ("IEEE" not in bodies and bodies != "ANSI") or _overlong(serial, parts):
        return None
    _settle_date(part)
    prefix = _prefix(part, bodies, draft)
    year = part["year"]
    joined = ":" if part["yearjoin"] == ":" else "-"
    supplements: list[Supplement] = []
    printed = [
        prefix,
        " " if not prefix.endswith("P") else "",
        serial,
        parts,
        f"{joined}{year}{part['yearmonth']}" if year else "",
    ]
    if part["slash"]:
        printed.append(part["slash"] if not part["slashed"] else f"{part['slash'].split(',')[0]}-{part['slashed']}")
    if part["cor"]:
        kind = "Amd" if part["cor"] == "Amd" else "Cor"
        printed.append(f"/{kind}. {part['corno']}{'-' + part['coryear'] if part['coryear'] else ''}")
        supplements.append(Supplement(kind, part["corno"], part["coryear"]))
    if draft:
        printed.append(f"/D{draft}{part['draftcor']}")
        supplements.append(Supplement("D", draft, part["dateyear"]))
    if part["dateyear"]:
        printed.append(_date(part, bool(draft)))
    printed.append(part["ends"])
    join = parts[:1]
    return Named(
        prefix, serial, parts[1:], join, year or part["dateyear"] * (not draft), tuple(supplements),
        "".join(printed), found.end(), bool(draft or part["month"] or part["stage"] or not serial.isdigit()),
    )  # fmt: skip


def _bodies(part: dict[str, str]) -> str:
    """The publishers, the misprint "lEEE" corrected, "ANSI IEEE" joined."""
    bodies = part["bodies"].replace(" ", "").replace("lEEE", "IEEE")
    if bodies in ("EEE", ""):
        return "IEEE"
    return f"{bodies}/IEEE" if part["twice"] and "IEEE" not in bodies else bodies


def _overlong(serial: str, parts: str) -> bool:
    """Whether a short serial is followed by five digits: "1588-20199" is a year with a slip, "11073-10404" a part."""
    return len(serial) < 5 and any(len(n) > 4 and n.isdigit() for n in parts.replace("-", ".").split("."))


def _settle_date(part: dict[str, str]) -> None:
    """One place for the date of a draft, be it "/D3, May 2019", "/D3, 2019" or "/D-3-2019-05"."""
    if part["draft"] and part["onlyyear"]:
        part["dateyear"] = part["onlyyear"]
    if part["draftyear"]:
        part["dateyear"] = part["draftyear"]
        part["month"] = MONTHS[int(part["draftmonth"] or 0) % 13]


def _prefix(part: dict[str, str], bodies: str, draft: str) -> str:
    """All before the serial, the "P" of a project (标准制定项目) with it.

    A draft of one digit is printed as project number ("IEEE P1512.1/D1"), other drafts keep the words they came with;
    without "IEEE" before it ("P1450.4/D05"), or once approved, they are printed "IEEE Std". So does the peer, and
    the draft number still tells that it is a draft.
    """
    project, std, standing = part["project"], part["std"].split(" ")[0].rstrip("."), part["standing"].strip()
    if not bodies.startswith("IEEE") and not part["stage"]:
        return bodies
    if part["stage"]:
        return f"{bodies} {part['stage']}P"
    if bodies != "IEEE":
        return f"{bodies} Std P" if project and not draft else f"{bodies} P" if project else _titled(bodies, part, std)
    if draft and _SHORT.match(draft):
        return f"IEEE {'' if standing == 'Approved' else standing + ' '}P".replace("  ", " ")
    if standing == "Approved":
        return "IEEE Draft Std" if part["draftword"] else "IEEE Std"
    if standing or part["draftword"]:
        words = f"{standing} {part['draftword']}{std}".split()
        return " ".join(["IEEE", *words]) + (" P" if project else "")
    if project:
        return "IEEE P" if not std and part["bodies"] else "IEEE Std P" if part["bodies"] else "IEEE Std"
    return _titled("IEEE", part, std)


def _titled(bodies: str, part: dict[str, str], std: str) -> str:
    """The prefix of an approved standard: "IEEE Std" before a dated number, as written before an undated one."""
    if part["no"] and "." in part["no"] and std:
        return f"{bodies} Std No."
    dated = part["year"] or part["draft"] or not part["bodies"]
    return f"{bodies} Std" if std or part["no"] or (dated and "SI" not in part["serial"]) else bodies


def _date(part: dict[str, str], draft: bool) -> str:
    """The month of a draft; long names of months are set off by a comma, as IEEE's own index does."""
    month = part["month"]
    if not month:
        return f", {part['dateyear']}"
    comma = "," if draft and len(month) > 4 and not part["day"] else ""
    join = " " if part["datejoin"] == " " else ", "
    day = part["day"].replace(",", "") if part["day"] else ""
    return f"{join}{month}{comma} {day}{part['dateyear']}"
