"""Named, ordered cleaning steps that keep an offset map to the source (文本清洗).

- `clean(text, steps=DEFAULT_STEPS) -> Cleaned`
- `Cleaned.text`, `.source`, `.to_source(start, end) -> (start, end)`, `.repairs` (what each named step changed)
"""
