"""Words of IEEE numbers as people and databases misspell them (常见误写), and how they are written."""

from __future__ import annotations

from guiju.domain.numbers.families.lazy import Lazy

MONTHS = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_NUMBER = r"(?:PSI[ -]|SI[ -])?P?[A-Z]?\d+[A-Za-z]*(?:[.-]\d+[A-Za-z]*)*(?:-20\dX)?"
REFERENCE = Lazy(
    rf"(?:(?P<ieee>[lI]?EEE ?)?(?P<std>(?:Std|STD|std|Standard|St|No)\.? ?(?:No\.? ?)?)?"
    rf"(?P<number>{_NUMBER})(?P<edition>,? (?P<year>\d{{4}})(?: Edition)?)?"
    r"(?P<cor>/ ?Cor\.? ?(?P<corno>\d+)[-:](?P<coryear>\d{4}))?"
    r"|(?P<joint>ANSI/ ?IEEE) (?:Std |STD )?(?P<jointno>\S+))\Z"
)
RELATION = Lazy(
    r"(?P<word>(?:(?:Draft|DRAFT|Proposed) )?"
    r"(?:[Rr]evis(?:i)?on(?: and Redesignation)?(?: of| to)|Amendment (?:to|of)|Supplement to|Corrigendum to"
    r"|Superse?c?des|[Ii]ncorporates|[Ii]ncorporating))(?P<gap> ?)(?P<list>.+)\Z"
)
_WORDS = {"Supercedes": "Supersedes", "Incorporates": "incorporates", "Incorporating": "incorporates"}


def relation_word(written: str) -> str:
    """The word of a relation as it is printed: "Revison to" → "Revision of"."""
    word = written.replace("Revison", "Revision").replace("Revision to", "Revision of").replace("DRAFT A", "Draft A")
    return _WORDS.get(word, word)
