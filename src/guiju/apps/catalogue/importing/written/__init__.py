"""Lists people write (手写清单): pages and Markdown of several tables, headings with badges, a project's JSON."""
