"""Parts of an OPC package by name, their relations and content types (OPC 包的读取)."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from guiju.domain.documents.errors import problem
from guiju.domain.documents.limits import Limits
from guiju.domain.documents.package.guard import GuardedPart

CONTENT_TYPES = "[Content_Types].xml"
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")


class Relation(NamedTuple):
    """What one part says of another: `kind` is the last word of the relation's type ("header", "worksheet"),
    `target` the other part's name, or "" when it lies outside the package."""

    id: str
    kind: str
    target: str


class Package:
    """A zip package opened within `limits`; `name` is the file's, for messages.

    Raises `DocumentError`: corrupted, encrypted, too_large (a part held whole), zip_bomb, external_entity.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.data = data
        self.name = name
        self.limits = limits
        self._inflated: dict[str, int] = {}
        self._total = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise problem("corrupted", name) from error
        self.entries = self._zip.infolist()
        if len(self.entries) > limits.max_entries or sum(e.file_size for e in self.entries) > limits.max_uncompressed:
            raise problem("zip_bomb", name)
        if any(entry.flag_bits & 1 for entry in self.entries):
            raise problem("encrypted", name)
        self._by_name = {_key(entry.filename): entry for entry in self.entries}

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._by_name

    def parts(self) -> list[str]:
        """Names of all parts, in the order of the package."""
        return [entry.filename for entry in self.entries if not entry.is_dir()]

    def entry(self, part: str) -> zipfile.ZipInfo:
        """The zip entry of a part; raises `DocumentError` corrupted when there is none."""
        try:
            return self._by_name[_key(part)]
        except KeyError as error:
            raise problem("corrupted", self.name, where=part) from error

    def stream(self, part: str) -> GuardedPart:
        """A part to be read piece by piece, never held whole."""
        entry = self.entry(part)
        try:
            source = self._zip.open(entry)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            raise problem("corrupted", self.name, where=part) from error
        return GuardedPart(source, entry, self.name, self.limits, self._spend)

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, a few hundred kilobytes at a time."""
        stream = self.stream(part)
        while chunk := stream.read(1 << 18):
            yield chunk

    def read(self, part: str) -> bytes:
        """The bytes of a part held whole; raises `DocumentError` too_large past `limits.max_part`."""
        if self.entry(part).file_size > self.limits.max_part:
            raise problem("too_much_content", self.name, where=part)
        return b"".join(self.chunks(part))

    def xml(self, part: str) -> etree._Element:
        """The root element of a part; entities are never resolved, nothing is fetched."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        content = self.read(part)
        if content.count(b"<") - content.count(b"</") > self.limits.max_elements:
            raise problem("too_much_content", self.name, where=part)
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise problem("corrupted", self.name, where=part) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise problem("external_entity", self.name, where=part)
        return root

    def relations(self, part: str) -> list[Relation]:
        """Relations of a part ("" for the package itself), in their order; a part without any has none."""
        folder = posixpath.dirname(part)
        source = relations_part(part)
        if source not in self:
            return []
        found = []
        for element in self.xml(source):
            if not isinstance(element.tag, str):
                continue
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            target = ""
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, element.get("Target", ""))).lstrip("/")
                target = target if target in self else _unquoted(target)
            found.append(Relation(element.get("Id", ""), kind, target))
        return found

    def main_part(self) -> str:
        """The name of the document, workbook … the package is about. Raises `DocumentError` corrupted without one."""
        target = next((relation.target for relation in self.relations("") if relation.kind == "officeDocument"), "")
        if target not in self:
            raise problem("corrupted", self.name)
        return target

    def _spend(self, part: str, size: int) -> None:
        """Note that `size` bytes of a part have been inflated; a part read twice counts once."""
        before = self._inflated.get(part, 0)
        if size > before:
            self._inflated[part] = size
            self._total += size - before
        if self._total > self.limits.max_uncompressed:
            raise problem("zip_bomb", self.name)


def relations_part(part: str) -> str:
    """The name of the part that holds the relations of `part`."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", base + ".rels")


def _unquoted(target: str) -> str:
    return _PERCENT.sub(lambda found: bytes([int(found.group(1), 16)]), target.encode()).decode("utf-8", "replace")


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()
