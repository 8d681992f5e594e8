"""The step that writes 着 where Traditional text has 著 (著与着): 著 is right in 著作 and 显著 only."""

from __future__ import annotations

import re

from guiju.domain.language import Words
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.rewriting import rewrite

PARTICLE_WORDS = Words("“著”按词义改为“着”", "著 written as 着 where the word asks for it")

_BEFORE = "随沿朝向接有本跟试活意味围绕伴紧握抓盯凭借肩带盼充满存在"
_AFTER = "力手眼重落实陆色装迷想急"
_PARTICLE = re.compile(f"(?<=[{_BEFORE}])著(?![作者述名称录书])|(?<![显卓昭专名原译编论土巨])著(?=[{_AFTER}])")


def _particles(text: str) -> Rewrite | None:
    return rewrite(text, _PARTICLE, lambda match: "着", PARTICLE_WORDS) if "著" in text else None


PARTICLES_STEP = Step("particles", PARTICLE_WORDS, _particles)
