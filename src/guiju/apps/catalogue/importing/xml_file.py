"""XML somebody hands in (XML 文件): parsed without entities, document types or the network, within limits."""

from __future__ import annotations

from lxml import etree

from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.domain.documents.limits import DEFAULT_LIMITS
from guiju.domain.language import Words, WordsError


def xml_root(source: SourceFile) -> etree._Element:
    """The root element. Raises `WordsError` external_entity, corrupted with the line, too_large."""
    text = source.text()
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise WordsError(
            "external_entity",
            Words(f"“{source.name}”中含有文档类型声明，不能读取。", f"“{source.name}” declares a document type."),
            Words("请去掉 DOCTYPE 后重新提交。", "Remove the DOCTYPE and hand it in again."),
            where=source.name,
        )
    if text.count("<") > DEFAULT_LIMITS.max_elements:
        raise WordsError(
            "too_large",
            Words(f"“{source.name}”中的标签过多。", f"“{source.name}” holds too many tags."),
            Words("请分成几份导入。", "Import it in several parts."),
            where=source.name,
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                             remove_comments=True, remove_pis=True, encoding="utf-8")  # fmt: skip
    try:
        return etree.fromstring(text.lstrip("\ufeff \t\r\n").encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise source.damaged(f"（第 {line} 行）", f" (line {line})") from error
