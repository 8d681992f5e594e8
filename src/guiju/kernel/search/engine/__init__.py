"""The index on disk, by tantivy (嵌入式检索引擎).

- `TantivyIndex` answers the port; `schema` lays out its fields, `documents` fills them
- `clauses` makes queries of what was asked, `turning` those about a day, `counting` counts facets
"""

from guiju.kernel.search.engine.index import TantivyIndex

__all__ = ["TantivyIndex"]
