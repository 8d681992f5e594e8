"""The sitemap (站点地图): every public page of the catalogue, for search engines, in files of 10,000 addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_index(addresses: Iterable[str]) -> str:
    """The file that names the others."""
    return _written("sitemapindex", "sitemap", ((address, "") for address in addresses))


def sitemap(pages: Iterable[tuple[str, str]]) -> str:
    """One file: pairs of address and the day the page last changed ("" not known)."""
    return _written("urlset", "url", pages)


def _written(root: str, item: str, rows: Iterable[tuple[str, str]]) -> str:
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8")
    xml.startDocument()
    xml.startElement(root, AttributesImpl({"xmlns": _NAMESPACE}))
    for address, day in rows:
        xml.startElement(item, AttributesImpl({}))
        for name, value in _fields(address, day):
            xml.addQuickElement(name, value)
        xml.endElement(item)
    xml.endElement(root)
    xml.endDocument()
    return text.getvalue()


def _fields(address: str, day: str) -> Iterator[tuple[str, str]]:
    yield "loc", address
    if day:
        yield "lastmod", day
