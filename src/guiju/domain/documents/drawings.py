"""Text inside DrawingML: shapes, SmartArt, charts (图形、智能图形与图表中的文字)."""

from __future__ import annotations

from lxml import etree


def drawing_texts(root: etree._Element) -> list[str]:
    """The paragraphs of every shape under `root` and the stored labels of a chart, in order, without empty ones."""
    texts = []
    for element in root.iter("{*}p", "{*}strCache"):
        tag = str(element.tag)
        if tag.endswith(("drawingml/2006/main}p", "drawingml/main}p")):
            texts.append(_paragraph(element))
        elif tag.endswith("}strCache"):
            texts.extend(label.text or "" for label in element.iter("{*}v"))
    return [text for text in texts if text.strip()]


def _paragraph(element: etree._Element) -> str:
    shown = element.iter("{*}t", "{*}br")
    return "".join("\n" if str(child.tag).endswith("}br") else child.text or "" for child in shown)
