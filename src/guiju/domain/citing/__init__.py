"""A standard as an entry of a reference list (参考文献著录): from facts on record, nothing added.

- `Work`: what is known of an edition
- `gbt_2015(work)`, `gbt_2025(work)`: an entry as GB/T 7714 of that year writes it
- `bibtex(works)`, `csl(works)`, `ris(works)`: files for reference managers
"""

from guiju.domain.citing.bibtex import bibtex
from guiju.domain.citing.csl import csl
from guiju.domain.citing.national import gbt_2015, gbt_2025
from guiju.domain.citing.ris import ris
from guiju.domain.citing.work import Work

__all__ = ["Work", "bibtex", "csl", "gbt_2015", "gbt_2025", "ris"]
