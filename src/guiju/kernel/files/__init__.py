"""Stored files (文件): kept once by content, limited, private to an owner or a link, gone on their day.

- `services.file_store`, `file_open`, `file_bytes`, `file_delete`, `files_delete_expired`, `orphans_sweep`
- `queries.file_for` finds one for whoever may see it
"""
