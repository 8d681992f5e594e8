"""`make bench`, search: the same records and questions put to our index, SQLite FTS5, PostgreSQL and Datasette.

- `records` makes as many records as wanted from words of the carried catalogue, `questions` what is asked of them
- each peer (`ours`, `sqlite`, `postgres`, `datasette`) is built from the records and answers the questions
"""
