"""An Excel package: its sheets, shared strings and number formats (Excel 工作簿)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from guiju.domain.documents.errors import problem
from guiju.domain.documents.limits import refuse_long_text
from guiju.domain.documents.package import Package, Relation
from guiju.domain.documents.sheets.formats import Show, general, shower
from guiju.domain.documents.sheets.names import tags

_STRING = tags("si")
_TEXT = frozenset(tags("t"))
_RUN = frozenset(tags("r"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook: zero-based `index`, its part, whether it is shown; `is_chart` for a chart sheet."""

    index: int
    name: str
    part: str
    hidden: bool
    is_chart: bool


class Workbook:
    """An xlsx package with its workbook part parsed; raises `DocumentError` corrupted when there is none."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main_part()
        self.root = package.xml(self.main)
        self.relations = package.relations(self.main)
        self.sheets = list(self._sheets())
        properties = next(self.root.iter(*tags("workbookPr")), None)
        self.is_1904 = properties is not None and properties.get("date1904") in {"1", "true"}

    def related(self, kind: str) -> Relation | None:
        """The workbook's relation to its part of this kind ("styles", "sharedStrings"), if it has it."""
        return next((found for found in self.relations if found.kind == kind and found.target in self.package), None)

    def shared_strings(self) -> list[str]:
        """All shared strings, rich text joined, phonetic guides left out."""
        relation = self.related("sharedStrings")
        if relation is None:
            return []
        strings: list[str] = []
        length = 0
        for element in elements(self.package, relation.target, _STRING):
            text = text_of(element)
            length += len(text)
            strings.append(text)
            discard(element)
        refuse_long_text(length, self.package.name, self.package.limits)
        return strings

    def showers(self) -> list[Show]:
        """For every cell style, the function that shows a number in it."""
        relation = self.related("styles")
        if relation is None:
            return []
        root = self.package.xml(relation.target)
        codes = {
            int(element.get("numFmtId", "0")): element.get("formatCode", "")
            for element in root.iter(*tags("numFmt"))
            if element.get("numFmtId", "").isdecimal()
        }
        table = next(root.iter(*tags("cellXfs")), None)
        made: dict[int, Show] = {}
        showers = []
        for style in table if table is not None else ():
            identity = style.get("numFmtId", "0")
            number = int(identity) if identity.isdecimal() else 0
            if number not in made:
                made[number] = shower(number, codes, self.is_1904) if number else general
            showers.append(made[number])
        return showers

    def _sheets(self) -> Iterator[Sheet]:
        targets = {relation.id: relation for relation in self.relations}
        for index, element in enumerate(self.root.iter(*tags("sheet"))):
            identity = next((value for name, value in element.items() if str(name).endswith("}id")), "")
            relation = targets.get(str(identity))
            if relation is None or relation.target not in self.package:
                continue
            hidden = element.get("state", "visible") != "visible"
            is_chart = relation.kind != "worksheet"
            yield Sheet(index, element.get("name", ""), relation.target, hidden, is_chart)


def elements(package: Package, part: str, wanted: tuple[str, ...]) -> Iterator[etree._Element]:
    """Elements of a part as they end, streamed; the caller discards what it is done with."""
    try:
        for _, element in etree.iterparse(
            package.stream(part),
            events=("end",),
            tag=wanted,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        ):
            yield element
    except etree.XMLSyntaxError as error:
        raise problem("corrupted", package.name, where=part) from error


def discard(element: etree._Element) -> None:
    """Free a streamed element and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]


def text_of(element: etree._Element) -> str:
    """Text of a string item: its own and that of its runs."""
    parts = []
    for child in element:
        if child.tag in _TEXT:
            parts.append(child.text or "")
        elif child.tag in _RUN:
            parts.extend(inner.text or "" for inner in child if inner.tag in _TEXT)
    return "".join(parts)
