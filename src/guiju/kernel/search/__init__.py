"""Search (检索) behind a port: numbers in any spelling, title words of any length, facets by value and by day.

- `kinds.declare(SearchKind(…))` in a room's `search.py`, loaded at start, says what can be searched
- `services.document_touch`, `document_remove` note a change in the transaction of the record; the worker does the rest
- `queries.search`, `suggest` answer; `services.index_rebuild` builds anew beside the old index and swaps
- `marks.marks` says where the texts of a record answer the question
"""
