"""The step that marks where characters were lost (缺字标记): never guessed, only said.

A sign that a program could not write became "?", and a text read from the wrong half of a character has "?；?" where
two characters stood. In a policy a question mark is rare; where the sentence asks nothing, it marks a loss.
"""

from __future__ import annotations

import re

from guiju.domain.language import Words
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.mojibake import LOST
from guiju.domain.text.rewriting import Replacement, rewrite

DAMAGE_WORDS = Words("此处有字丢失，只作标记，不作猜测", "characters are lost here; marked, not guessed")

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_DAMAGE = re.compile(
    rf"(?P<shifted>\?[；;，,。：:！!、]\?)"
    rf"|(?P<lost>(?<=[{_HAN}、，,(（“《])\?+(?=[{_HAN}、，,。；;)）”》]))"
    rf"|(?P<opening>(?<=[{_HAN}。])\?[!！](?=[{_HAN}]))"
    rf"|(?P<several>(?<=[{_HAN}])\?{{2,}}(?=\n|$))"
)
_ASKS = re.compile("什么|哪|吗|呢|如何|怎|谁|几|多少|为何|何|是否|是不是|能不能|有没有|嘛|么")
_SENTENCE = re.compile("[^。；;！!\\n?？]*$")


def _mark(match: re.Match[str]) -> Replacement:
    if match["shifted"]:
        return LOST * 2, False
    before = _SENTENCE.search(match.string[max(0, match.start() - 80) : match.start()])
    if match["lost"] and before and _ASKS.search(before.group()):
        return None
    return LOST * len(match.group()), False


def _damage(text: str) -> Rewrite | None:
    return rewrite(text, _DAMAGE, _mark, DAMAGE_WORDS) if "?" in text else None


DAMAGE_STEP = Step("damage", DAMAGE_WORDS, _damage)
