"""Words said in two languages (双语文案): every message of the program is written in both, side by side."""

from guiju.domain.language.words import NO_WORDS, Lang, Words, WordsError

__all__ = ["NO_WORDS", "Lang", "Words", "WordsError"]
