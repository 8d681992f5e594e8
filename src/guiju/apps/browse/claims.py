"""The systems browsing and statistics serve (浏览与统计办理的制度)."""

from guiju.domain.language import Words
from guiju.kernel.claims import claim

claim(served=(47,), words=Words("标准统计", "Statistics of standards"), name="browse:statistics")
