"""Standard numbers in a document (标准引用识别), with place, kind and title.

- `find(text) -> list[Citation]`
- `find_in(document) -> list[Found]`: block by block, titles from neighbouring cells too
"""

from guiju.domain.citations.finder import find
from guiju.domain.citations.model import Citation, CitationKind, Found

__all__ = ["Citation", "CitationKind", "Found", "find"]
