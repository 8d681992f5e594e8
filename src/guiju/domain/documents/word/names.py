"""Names of WordprocessingML elements, in the transitional and the strict namespace (WordprocessingML 名称)."""

from __future__ import annotations

from lxml import etree

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
DRAWING = (
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://purl.oclc.org/ooxml/drawingml/main",
)
COMPATIBILITY = ("http://schemas.openxmlformats.org/markup-compatibility/2006",)
VML = ("urn:schemas-microsoft-com:vml",)


def tags(*names: str, within: tuple[str, ...] = NAMESPACES) -> frozenset[str]:
    """Qualified tags of `names` in every namespace of `within`."""
    return frozenset(f"{{{namespace}}}{name}" for namespace in within for name in names)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace_of(element: etree._Element) -> str:
    """The braced namespace of an element, ready to be put before a local name."""
    return str(element.tag).rpartition("}")[0] + "}"


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute in the element's own namespace (w:val), or ""."""
    if element is None:
        return ""
    return element.get(namespace_of(element) + name) or ""
