"""The steps of a policy (政策文本的清洗步骤): from a page as it was found to the policy alone."""

from __future__ import annotations

from guiju.domain.text.closing import CLOSING_STEP
from guiju.domain.text.damage import DAMAGE_STEP
from guiju.domain.text.entities import ENTITIES_STEPS
from guiju.domain.text.folding import INVISIBLE_STEP, WIDTH_STEP
from guiju.domain.text.glosses import GLOSSES_STEP
from guiju.domain.text.glyphs import GLYPHS_STEP
from guiju.domain.text.lines import BLANK_STEP, CONTROL_STEP, LINE_ENDS_STEP, SQUEEZE_STEP
from guiju.domain.text.model import Step
from guiju.domain.text.mojibake import MOJIBAKE_STEPS
from guiju.domain.text.page import PAGE_STEP
from guiju.domain.text.particles import PARTICLES_STEP
from guiju.domain.text.tables import BARS_STEP, TABLES_STEP, TABS_STEP
from guiju.domain.text.traditional import TRADITIONAL_STEP
from guiju.domain.text.wrapped import PAGE_NUMBERS_STEP, WRAPPED_STEP

POLICY_STEPS: tuple[Step, ...] = (
    *MOJIBAKE_STEPS, LINE_ENDS_STEP, *ENTITIES_STEPS, CONTROL_STEP, INVISIBLE_STEP, TABS_STEP, BLANK_STEP, SQUEEZE_STEP,
    WIDTH_STEP, GLYPHS_STEP, GLOSSES_STEP, TRADITIONAL_STEP, PARTICLES_STEP, DAMAGE_STEP, BARS_STEP, TABLES_STEP,
    TABLES_STEP, CLOSING_STEP, PAGE_NUMBERS_STEP, BLANK_STEP, WRAPPED_STEP, PAGE_STEP, BLANK_STEP,
)  # fmt: skip
"""Encodings first, then signs, characters, rows and spaces, and the page last, when its lines can be read. Rows are
put in order twice: what heads a table may itself have been a broken row."""
