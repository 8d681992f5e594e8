"""One neutral document model, readers and annotating writers (文档读取与标注).

- `read(data, name) -> Document`, raises `DocumentError`; `secret_refuse(data, name)` only looks for a mark of secrecy
- `annotate(data, name, marks, summary) -> tuple[bytes, str]`: the same file marked, its new name
- `unpack(data, name) -> Iterator[tuple[str, bytes]]`: the files of a zip archive
"""

from guiju.domain.documents.annotating import annotate
from guiju.domain.documents.errors import SUPPORTED
from guiju.domain.documents.folders import is_archive, unpack
from guiju.domain.documents.limits import DEFAULT_LIMITS, Limits
from guiju.domain.documents.model import Block, BlockKind, Document, DocumentError, Mark, Place, Unread
from guiju.domain.documents.reading import read, secret_refuse
from guiju.domain.documents.summary import Summary

__all__ = [
    "DEFAULT_LIMITS",
    "SUPPORTED",
    "Block",
    "BlockKind",
    "Document",
    "DocumentError",
    "Limits",
    "Mark",
    "Place",
    "Summary",
    "Unread",
    "annotate",
    "is_archive",
    "read",
    "secret_refuse",
    "unpack",
]
