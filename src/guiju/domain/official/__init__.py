"""Official documents (公文): text laid out as GB/T 9704-2012 asks, as Word to go on with and as PDF to print.

- `Official`: title, addressee, blocks, signature and day
- `official_word(official) -> bytes`, `official_pdf(official) -> bytes`
"""

from guiju.domain.official.model import Block, Heading, Official, Paragraph, Table
from guiju.domain.official.pdf import official_pdf
from guiju.domain.official.word import official_word

__all__ = ["Block", "Heading", "Official", "Paragraph", "Table", "official_pdf", "official_word"]
