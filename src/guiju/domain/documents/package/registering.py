"""A new part made known to its package: content type and relation (OPC 包的登记)."""

from __future__ import annotations

import posixpath

from lxml import etree

from guiju.domain.documents.package.reading import CONTENT_TYPES, Package, relations_part

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Registry:
    """Parts to be added to a package, gathered so that each index of the package is rewritten once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._types = package.xml(CONTENT_TYPES)
        self._relations: dict[str, etree._Element] = {}

    def free_name(self, pattern: str) -> str:
        """The first part name "…{}.xml" that the package does not hold, tried with "", 2, 3 …"""
        number = 1
        while (part := pattern.format("" if number == 1 else number)) in self._package:
            number += 1
        return part

    def add(self, source: str, part: str, kind: str, content_type: str) -> str:
        """Register `part` as related to `source` by `kind`; returns the id of the new relation."""
        etree.SubElement(self._types, f"{{{_TYPES}}}Override", {"PartName": "/" + part, "ContentType": content_type})
        relations = self._related(source)
        taken = {element.get("Id") for element in relations}
        identity = next(name for number in range(1, len(taken) + 2) if (name := f"rId{number}") not in taken)
        target = posixpath.relpath("/" + part, posixpath.dirname("/" + source))
        attributes = {"Id": identity, "Type": f"{OFFICE}/{kind}", "Target": target}
        etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", attributes)
        return identity

    def parts(self) -> dict[str, bytes]:
        """The rewritten indexes, by part name."""
        if not self._relations:
            return {}
        changed = {relations_part(source): serialised(root) for source, root in self._relations.items()}
        return changed | {CONTENT_TYPES: serialised(self._types)}

    def _related(self, source: str) -> etree._Element:
        if source not in self._relations:
            part = relations_part(source)
            empty = f'<Relationships xmlns="{_RELATIONS}"/>'
            self._relations[source] = self._package.xml(part) if part in self._package else etree.fromstring(empty)
        return self._relations[source]


def serialised(root: etree._Element) -> bytes:
    """A part as it is stored."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
