"""Cell styles of a workbook with new ones derived from them: a fill, wrapped text (单元格样式)."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from guiju.domain.documents.package import serialised
from guiju.domain.documents.sheets.additions import FILLS
from guiju.domain.documents.sheets.names import tags

_EMPTY = (
    '<styleSheet xmlns="{0}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
_TEXT_FORMAT = "49"


class Styles:
    """The style sheet being extended; `content` gives its part once all styles are asked for."""

    def __init__(self, root: etree._Element | None, namespace: str) -> None:
        self._root = etree.fromstring(_EMPTY.format(namespace)) if root is None else root
        self._namespace = f"{{{namespace}}}"
        self._table = self._child("cellXfs")
        self._fills = self._child("fills")
        self._fill_ids: dict[str, str] = {}
        self._made: dict[tuple[int, str, bool], int] = {}

    def derived(self, base: int, tone: str, is_added: bool) -> int:
        """The number of a style like `base`, filled in the colour of `tone`; for added cells, as wrapped text."""
        key = (base, tone, is_added)
        if key not in self._made:
            self._made[key] = self._derive(base, tone, is_added)
        return self._made[key]

    def content(self) -> bytes:
        """The style sheet's part."""
        for table in (self._table, self._fills):
            table.set("count", str(len(table)))
        return serialised(self._root)

    def _derive(self, base: int, tone: str, is_added: bool) -> int:
        if tone not in FILLS and not is_added:
            return base
        style = deepcopy(self._table[base if base < len(self._table) else 0])
        if tone in FILLS:
            style.set("fillId", self._fill(FILLS[tone]))
            style.set("applyFill", "1")
        if is_added:
            style.set("numFmtId", _TEXT_FORMAT)
            style.set("applyNumberFormat", "1")
            self._wrap(style)
        self._table.append(style)
        return len(self._table) - 1

    def _wrap(self, style: etree._Element) -> None:
        alignment = next(style.iter(*tags("alignment")), None)
        if alignment is None:
            alignment = etree.Element(self._namespace + "alignment")
            style.insert(0, alignment)
        alignment.set("wrapText", "1")
        alignment.set("vertical", "center")
        style.set("applyAlignment", "1")

    def _fill(self, colour: str) -> str:
        if colour not in self._fill_ids:
            fill = etree.SubElement(self._fills, self._namespace + "fill")
            pattern = etree.SubElement(fill, self._namespace + "patternFill", {"patternType": "solid"})
            etree.SubElement(pattern, self._namespace + "fgColor", {"rgb": "FF" + colour})
            etree.SubElement(pattern, self._namespace + "bgColor", {"indexed": "64"})
            self._fill_ids[colour] = str(len(self._fills) - 1)
        return self._fill_ids[colour]

    def _child(self, name: str) -> etree._Element:
        """A table of the style sheet; a missing one is filled from the smallest valid style sheet."""
        found = next((child for child in self._root if child.tag == self._namespace + name), None)
        if found is None:
            found = next(etree.fromstring(_EMPTY.format(self._namespace[1:-1])).iter(self._namespace + name))
            self._root.append(found)
        return found
