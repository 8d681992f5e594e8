"""One neutral document model, readers and annotating writers (文档读取与标注).

- `read(data, name) -> Document`, raises `DocumentError`
- `annotate(data, name, marks, summary) -> tuple[bytes, str]`: the same file marked, its new name
"""

from guiju.domain.documents.model import Block, BlockKind, Document, DocumentError, Mark, Place, Unread

__all__ = ["Block", "BlockKind", "Document", "DocumentError", "Mark", "Place", "Unread"]
