"""What a person types into a search box, read by declared fields (检索式): pure, bounded, never an error.

- `Language(fields)` is what a room declares; `language.parse(text) -> Typed` reads any text
- `language.text(typed)` writes it in its one canonical form, which reads as the same; `language.text(typed, "zh")` in
  the field names and values of a reader
"""

from guiju.kernel.search.language.fields import Field, Group, Value
from guiju.kernel.search.language.model import Span, Term, Typed
from guiju.kernel.search.language.reading import Language

__all__ = ["Field", "Group", "Language", "Span", "Term", "Typed", "Value"]
