"""Named, ordered cleaning steps that keep an offset map to the source (文本清洗).

- `clean(text, steps=DEFAULT_STEPS) -> Cleaned`
- `Cleaned.text`, `.source`, `.to_source(start, end) -> (start, end)`, `.repairs` (what each named step changed)
- `clean(page, POLICY_STEPS)`: the policy alone, clean, out of a page as it was found
- `simplified(text) -> str`: Traditional characters as Simplified ones, without a map
- `fold(text) -> str`: signs to ASCII one for one, for scanners
- the steps by name: `INVISIBLE_STEP`, `SPACES_STEP`, `WIDTH_STEP`, `SLASHES_STEP`, `DASHES_STEP`, `SPACING_STEP`,
  `PINYIN_STEP`, `TRADITIONAL_STEP`, and `MARKUP_STEP` for text with signs of HTML or TeX in it; a room adds its own as
  `Step(name, words, rewrite)`, made with `rewrite`
"""

from guiju.domain.text.cleaning import DEFAULT_STEPS, clean
from guiju.domain.text.folding import DASHES_STEP, INVISIBLE_STEP, SLASHES_STEP, SPACES_STEP, WIDTH_STEP, fold
from guiju.domain.text.markup import MARKUP_STEP
from guiju.domain.text.model import Cleaned, Repair, RepairRecord, Rewrite, Step
from guiju.domain.text.offsets import Edit, OffsetMap
from guiju.domain.text.pinyin import PINYIN_STEP
from guiju.domain.text.policies import POLICY_STEPS
from guiju.domain.text.rewriting import rewrite
from guiju.domain.text.spacing import SPACING_STEP
from guiju.domain.text.traditional import TRADITIONAL_STEP, simplified

__all__ = [
    "DASHES_STEP", "DEFAULT_STEPS", "INVISIBLE_STEP", "MARKUP_STEP", "PINYIN_STEP", "POLICY_STEPS", "SLASHES_STEP",
    "SPACES_STEP", "SPACING_STEP", "TRADITIONAL_STEP", "WIDTH_STEP", "Cleaned", "Edit", "OffsetMap", "Repair",
    "RepairRecord", "Rewrite", "Step", "clean", "fold", "rewrite", "simplified",
]  # fmt: skip
