"""relaton XML to the shape its YAML has (relaton XML): attributes and children are keys, text is `content`."""

from __future__ import annotations

from typing import Any

from lxml import etree

from guiju.apps.catalogue.importing.relaton.loading import YamlUnread

_DEEPEST = 40
_ITEMS = ("bibitem", "bibdata")
# Elements that the YAML calls otherwise.
_NAMES = {
    "docidentifier": "docid", "uri": "link", "status": "docstatus", "gbcommittee": "committee",
    "project-number": "project_number",
}  # fmt: skip


def is_item(element: etree._Element) -> bool:
    """Whether an element is a bibliographic item."""
    return etree.QName(element).localname in _ITEMS


def item_value(element: etree._Element, depth: int = 0) -> Any:
    """An item as YAML would give it. Raises `YamlUnread` for what is nested too deeply."""
    if depth > _DEEPEST:
        raise YamlUnread(f"嵌套超过 {_DEEPEST} 层", f"nested deeper than {_DEEPEST}")
    children = [child for child in element if isinstance(child.tag, str)]
    text = " ".join("".join(map(str, element.itertext())).split()) if not children else ""
    if not children and not element.attrib:
        return text
    held: dict[str, Any] = {etree.QName(name).localname: value for name, value in element.attrib.items()}
    if not children:
        return held | {"content": text, "value": text}
    for child in children:
        local = etree.QName(child).localname
        held.setdefault(_NAMES.get(local, local), []).append(item_value(child, depth + 1))
    return held
