"""How much of a stranger's file is read before it is refused (读取上限)."""

from __future__ import annotations

from dataclasses import dataclass

from guiju.domain.documents.errors import problem

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file (or one archive of files); past any of them a `DocumentError` is raised.

    Sizes are bytes. `max_uncompressed` and `max_ratio` are checked while inflating, the ratio only past
    `ratio_free` bytes, since small repetitive parts compress well honestly. `max_part` and `max_elements` bound an
    XML part that is held in memory whole; `max_text_chars` the visible text of all blocks together; `max_blocks` the
    lines or paragraphs of text and pages; `max_pages` a PDF; `max_files` the files of one archive.
    """

    max_bytes: int = 50 * MEGABYTE
    max_cells: int = 2_000_000
    max_uncompressed: int = 512 * MEGABYTE
    max_ratio: int = 250
    ratio_free: int = 8 * MEGABYTE
    max_part: int = 48 * MEGABYTE
    max_elements: int = 1_000_000
    max_entries: int = 10_000
    max_text_chars: int = 50_000_000
    max_blocks: int = 300_000
    max_pages: int = 5_000
    max_files: int = 2_000


DEFAULT_LIMITS = Limits()


def refuse_long_text(length: int, name: str, limits: Limits) -> None:
    """Raise `DocumentError` "too_large" when `length` characters are more than a file may hold."""
    if length > limits.max_text_chars:
        raise problem("too_much_text", name, limit=f"{limits.max_text_chars:,}")


def refuse_many_blocks(count: int, name: str, limits: Limits) -> None:
    """Raise `DocumentError` "too_large" when `count` lines or paragraphs are more than a file may hold."""
    if count > limits.max_blocks:
        raise problem("too_many_blocks", name, limit=f"{limits.max_blocks:,}")
