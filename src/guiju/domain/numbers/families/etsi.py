"""ETSI (欧洲电信标准化协会): EN, TS, TR, ES, GS with version and month; the older ETS, ETR, GTS with editions."""

from __future__ import annotations

from guiju.domain.numbers.families.lazy import Lazy
from guiju.domain.numbers.families.reader import patient
from guiju.domain.numbers.family import Family
from guiju.domain.numbers.model import StandardNumber, Supplement

_NUMBER = Lazy(
    r"(?:ETSI[ _/-]?|(?=EN 30\d \d{3}))(?P<kind>I-ETS|ETS|EN|TS|TR|ES|EG|SR|GS|GR|ETR|TBR|TCRTR|TCR-TR|GTS|NET"
    r"|TCTR)[ _]?"
    r"(?P<group>(?:GSM|[A-Za-z][A-Za-z\d]{1,5}(?:-[A-Za-z\d]{2,8})?)(?= ))? ?"
    r"(?P<serial>\d\d\d(?: ?\d\d\d)?|\d\d\.\d\d)(?P<parts>(?:-\d{1,3}|-[A-Z]{2,4}\d?)*)"
    r"(?P<changes>(?:/(?:A|C|AC|Amd|Cor)\d+)*)"
    r"(?: ?[Vv](?P<version>\d+\.\d+\.\d+)| (?:ed\.|Edition |Ed\.)(?P<edition>\d+))?"
    r"(?: ?\((?P<month>\d{4}-\d\d)\)| (?P<plain>\d{4}-\d\d))?(?P<year> ?[:(](?P<bare>(?:19|20)\d\d)\)?)?\Z"
)
_CHANGE = {"Amd": "A", "Cor": "C"}
_CLAIMED = Lazy(r"ETSI[ -](?:I-ETS|[A-Z]{2,5}) (?:[A-Za-z\d-]+ )?\d{3}(?: \d{3})?")


def _attempt(text: str) -> StandardNumber | None:
    found = _NUMBER.match(text)
    if found is None:
        return None
    kind, group, serial, parts, changes, version, edition, month, plain, _, bare = found.groups("")
    if len(serial) == 6:
        serial = f"{serial[:3]} {serial[3:]}"
    prefix = f"ETSI {kind} {group}" if group else f"ETSI {kind}"
    month = month or plain
    issue = f" V{version}" if version else f" ed.{edition}" if edition else ""
    dated = f" ({month})" if month else f" ({bare})" if bare else ""
    supplements: tuple[Supplement, ...] = ()
    if changes:
        kinds = [(change.rstrip("0123456789"), change) for change in changes[1:].split("/")]
        supplements = tuple(Supplement(_CHANGE.get(name, name), change[len(name) :]) for name, change in kinds)
        changes = "".join(f"/{supplement.kind}{supplement.number}" for supplement in supplements)
    if version:
        supplements += (Supplement("V", version, join=" "),)
    return StandardNumber(
        publisher="etsi",
        level="regional",
        nature="unknown",
        prefix=prefix,
        serial=serial,
        part=parts[1:],
        part_join=parts[:1],
        year=month or bare,
        text=f"{prefix} {serial}{parts}{changes}{issue}{dated}",
        supplements=supplements,
    )


FAMILY = Family("etsi", frozenset({"ETSI", "EN"}), patient(_attempt, _CLAIMED))
