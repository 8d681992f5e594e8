"""Which work of one policy carries out which item of another (上下级政策任务对应): suggestions with their reasons.

- `Item`: an item of a policy with its title and text
- `suggest(above, below) -> tuple[Suggestion, ...]`: pairs a person confirms or refuses
- `carriers(target, tasks) -> tuple[Suggestion, ...]`: tasks of a policy that are to reach one of its own targets
- `gaps(above, below, pairs) -> Gaps`: items nothing carries out, and work that no item asks for
"""

from guiju.domain.crosswalk.carrying import carriers
from guiju.domain.crosswalk.gaps import Gaps, gaps
from guiju.domain.crosswalk.model import Item, Suggestion
from guiju.domain.crosswalk.suggesting import suggest

__all__ = ["Gaps", "Item", "Suggestion", "carriers", "gaps", "suggest"]
