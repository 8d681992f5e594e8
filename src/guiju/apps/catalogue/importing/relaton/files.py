"""Files of relaton (relaton 文件): one YAML or XML document, or a folder or zip of them, read one after the other."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from guiju.apps.catalogue.importing.notes import left_out
from guiju.apps.catalogue.importing.record import Row, Table
from guiju.apps.catalogue.importing.relaton.loading import YamlUnread, yaml_value
from guiju.apps.catalogue.importing.relaton.markup import is_item, item_value
from guiju.apps.catalogue.importing.relaton.values import row
from guiju.apps.catalogue.importing.source_file import SourceFile
from guiju.apps.catalogue.importing.xml_file import xml_root
from guiju.domain.documents import unpack
from guiju.domain.documents.limits import Limits
from guiju.domain.language import Words, WordsError

NAME = "relaton"
SUFFIXES = (".yaml", ".yml", ".xml", ".rxl")
_YAML = re.compile(r"^(?:docid|docidentifier):", re.MULTILINE)
_XML = re.compile(r"(?:<\?xml[^<>]{0,200}\?>\s{0,50})?<(?:bibdata|bibitem|relaton-collection)[\s>]")
_ZIP = b"PK\x03\x04"
_MOST_FILES = 200_000
_LARGEST = 4_000_000
_LIMITS = Limits(max_files=_MOST_FILES)


def recognises(source: SourceFile) -> bool:
    """By its first lines; a zip or folder by the names in it."""
    if source.is_folder:
        return True
    if source.head.startswith(_ZIP):
        return _is_zip_of_items(source)
    head = source.head_text
    return bool(_XML.match(head)) or (head[:1] not in ("{", "[", "<") and bool(_YAML.search(head)))


def table(source: SourceFile) -> Table:
    """The rows, one an item; a file that cannot be read is a row that is left out."""
    return Table(NAME, (), 0, _rows(source), source="relaton", undated=True)


def _is_zip_of_items(source: SourceFile) -> bool:
    try:
        with source.stream() as stream, zipfile.ZipFile(stream) as archive:
            names = [name.lower() for name in archive.namelist()[:_MOST_FILES]]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False
    return any(name.endswith((".yaml", ".yml")) for name in names) and "[content_types].xml" not in names


def _rows(source: SourceFile) -> Iterator[Row]:
    if source.path is not None and source.is_folder:
        for path in _paths(source.path):
            name = str(path.relative_to(source.path))
            if path.stat().st_size > _LARGEST:
                yield left_out(_place(name), "too_large", f"超过 {_LARGEST:,} 字节", f"larger than {_LARGEST:,} bytes")
            else:
                yield from _items(SourceFile(name, path=path), name)
    elif source.head.startswith(_ZIP):
        for name, data in unpack(source.data(), source.name, _LIMITS):
            if name.lower().endswith(SUFFIXES):
                yield from _items(SourceFile(name, data=data), name)
    else:
        yield from _items(source, "")


def _paths(folder: Path) -> Iterator[Path]:
    """The files of a folder that may hold an item, in order; links out of it are not followed."""
    found = [path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file()]
    if len(found) > _MOST_FILES:
        raise WordsError(
            "too_large",
            Words(f"“{folder.name}”中超过 {_MOST_FILES:,} 个文件。", f"“{folder.name}” holds too many files."),
            Words("请分成几份导入。", "Import it in several parts."),
            where=folder.name,
        )
    return iter(sorted(path for path in found if not path.is_symlink()))


def _items(source: SourceFile, name: str) -> Iterator[Row]:
    """The items of one file; what is wrong with it is said at its name, or when it is the only one, raised."""
    place = _place(name) if name else Words("第 1 条", "item 1")
    try:
        if source.head_text.startswith("<"):
            root = xml_root(source)
            elements = [root] if is_item(root) else [child for child in root if is_item(child)]
            for number, element in enumerate(elements, 1):
                where = place if len(elements) == 1 else Words(f"{name}第 {number} 条", f"{name} item {number}".strip())
                yield row(where, item_value(element))
        else:
            yield row(place, yaml_value(source.text()))
    except YamlUnread as error:
        if not name:
            raise WordsError(
                "corrupted",
                Words(f"“{source.name}”读不懂：{error.words.zh}。", f"“{source.name}”: {error.words.en}."),
                Words("请重新获取这个文件。", "Get the file again."),
                where=source.name,
            ) from error
        yield left_out(place, "unread", error.words.zh, error.words.en)
    except WordsError as error:
        if not name:
            raise
        yield left_out(place, error.code, error.message.zh, error.message.en)


def _place(name: str) -> Words:
    return Words(name[:200], name[:200])
