"""The policy inside its page (网页正文提取): what a site or a reposter put round it goes, what belongs to it stays.

- `PAGE_STEP`: the step that takes out everything round the policy and the site's lines inside it
- `page_weight(text) -> int`: how much speaks for a policy in this text; below `ENOUGH` the page is kept whole
- `page_doubts(text)`: lines of a clean text that may not belong to it
"""

from guiju.domain.text.page.step import AFTER_WORDS, BEFORE_WORDS, PAGE_STEP
from guiju.domain.text.page.weighing import ENOUGH, page_doubts, page_weight

__all__ = ["AFTER_WORDS", "BEFORE_WORDS", "ENOUGH", "PAGE_STEP", "page_doubts", "page_weight"]
