"""A verifiable random draw of a panel within rules (可复核的随机抽取); the algorithm is described in docs/draw.md.

- `announced(rules, candidates, ...)`: what is published before the draw, with the commitment to a seed
- `drawn(announcement, seed, public_value)`: the whole result, with the panel; raises `RulesUnmet`
- `draw_read(data, name)`: a file of either; `draw_check(read, earlier)`: what does not hold in it
"""

from guiju.domain.draw.checking import Finding, draw_check
from guiju.domain.draw.model import ALGORITHM, MOST_CANDIDATES, MOST_SEATS, Announcement, Candidate, Rules, Seat
from guiju.domain.draw.panel import WHY, RulesUnmet, panel_drawn, rules_require
from guiju.domain.draw.reading import DrawError, DrawFile, draw_read
from guiju.domain.draw.writing import announced, commitment_of, drawn, file_bytes, list_digest

__all__ = [
    "ALGORITHM",
    "MOST_CANDIDATES",
    "MOST_SEATS",
    "WHY",
    "Announcement",
    "Candidate",
    "DrawError",
    "DrawFile",
    "Finding",
    "Rules",
    "RulesUnmet",
    "Seat",
    "announced",
    "commitment_of",
    "draw_check",
    "draw_read",
    "drawn",
    "file_bytes",
    "list_digest",
    "panel_drawn",
    "rules_require",
]
