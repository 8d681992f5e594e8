"""Names of SpreadsheetML elements, in the transitional and the strict namespace (SpreadsheetML 名称)."""

from __future__ import annotations

NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)


def tags(*names: str) -> tuple[str, ...]:
    """Qualified tags of `names` in both namespaces."""
    return tuple(f"{{{namespace}}}{name}" for namespace in NAMESPACES for name in names)
