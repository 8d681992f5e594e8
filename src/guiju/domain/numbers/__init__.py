"""The grammar of standard numbers (标准号): parse, print, compare, sort, classify.

Offered to the rest of the house (see the docstrings of each):

- `parse(text) -> StandardNumber`, raises `NumberError`
- `read(text) -> Reading`, never raises: number or error, suggestion, level, members of ranges, lists, pairs
- `normalise(text) -> str`, idempotent on every string
- `series_key(number) -> str` publisher + number without year ("gb:19001", "gb:2423.1", "iso/iec:17025"):
  GB, GB/T and GB/Z share one key space (转号 keeps number and year)
- `edition_key(number) -> str` the normal form with supplements, without adopted pair and edition note
- `sort_key(number)` natural order: publisher, serial as integers, part, year; `compare`, `same_series` for editions
- `canonical(number)` the number in the one writing by which editions are compared (GOST → ГОСТ, /AMD1 → /Amd 1)
- `alone(number)` the number without its adopted pair
- `meaning(number)`, `publisher_name(number)` what the prefix stands for and who issues it, in both languages;
  `needs_confirmation(number)` whether that is still to be confirmed (待核实)
- `fold(text)` one spelling for what looks alike
"""

from guiju.domain.numbers.canonical import canonical
from guiju.domain.numbers.dispatch import MAX_LENGTH, normalise, parse, read
from guiju.domain.numbers.errors import NumberError
from guiju.domain.numbers.fold import fold
from guiju.domain.numbers.keys import alone, compare, edition_key, same_series, series_key, sort_key
from guiju.domain.numbers.model import Level, Nature, StandardNumber, Supplement
from guiju.domain.numbers.names import meaning, needs_confirmation, publisher_name
from guiju.domain.numbers.reading import Kind, Reading

__all__ = [
    "MAX_LENGTH",
    "Kind",
    "Level",
    "Nature",
    "NumberError",
    "Reading",
    "StandardNumber",
    "Supplement",
    "alone",
    "canonical",
    "compare",
    "edition_key",
    "fold",
    "meaning",
    "needs_confirmation",
    "normalise",
    "parse",
    "publisher_name",
    "read",
    "same_series",
    "series_key",
    "sort_key",
]
