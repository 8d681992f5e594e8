"""Where the text itself is in doubt (文本存疑): lost characters, lines that may not belong to it, no policy at all."""

from __future__ import annotations

import re

from guiju.domain.language import Words
from guiju.domain.policy.model import Doubt
from guiju.domain.text import Cleaned
from guiju.domain.text.page import AFTER_WORDS, BEFORE_WORDS, ENOUGH, page_doubts, page_weight

_LOST = re.compile("\ufffd+")
_MOST = 200

NO_POLICY_WORDS = Words(
    "没有找到政策正文（标题、文号、主送机关、条目等），全文照录",
    "no policy was found here, such as a title, a document number or numbered parts; the whole text was kept",
)
LOST_WORDS = Words("此处有字丢失", "characters are lost here")
BEFORE_DOUBT_WORDS = Words("此前删去的内容可能属于政策", "what was removed before this may belong to the policy")
AFTER_DOUBT_WORDS = Words("此后删去的内容可能属于政策", "what was removed after this may belong to the policy")


def text_doubts(cleaned: Cleaned) -> tuple[Doubt, ...]:
    """What is in doubt about a cleaned text, in its order. At most a few hundred places are named."""
    text = cleaned.text
    doubts = [Doubt(match.start(), match.end(), "text", LOST_WORDS) for match in _LOST.finditer(text)][:_MOST]
    doubts += [Doubt(start, end, "text", why) for start, end, why in page_doubts(text)][:_MOST]
    if page_weight(text) < ENOUGH:
        doubts.append(Doubt(0, len(text), "text", NO_POLICY_WORDS))
    for repair in cleaned.repairs:
        if not repair.certain and repair.why == BEFORE_WORDS:
            doubts.append(Doubt(0, text.find("\n") % (len(text) + 1), "text", BEFORE_DOUBT_WORDS))
        elif not repair.certain and repair.why == AFTER_WORDS:
            doubts.append(Doubt(text.rfind("\n") + 1, len(text), "text", AFTER_DOUBT_WORDS))
    return tuple(sorted(doubts, key=lambda doubt: (doubt.start, doubt.end)))
