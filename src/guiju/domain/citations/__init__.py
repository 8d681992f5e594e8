"""Standard numbers in a document (标准引用识别), with place, kind and title.

- `find(text) -> list[Citation]`
- `find_in(document) -> list[Found]`: block by block, titles from neighbouring cells too

How: `shapes` finds candidates by their first word, `strength` weighs the shape, `surroundings` and `context` judge what
stands beside it, `extent` says how far it may reach, `numbers.read` has the last word, `titles` looks beside it.
"""

from guiju.domain.citations.finder import find
from guiju.domain.citations.model import Citation, CitationKind, Found
from guiju.domain.citations.tables import find_in

__all__ = ["Citation", "CitationKind", "Found", "find", "find_in"]
