"""The systems the catalogue serves (标准库办理的制度)."""

from guiju.domain.language import Words
from guiju.kernel.claims import claim

claim(
    served=(37, 43),
    recorded=(40, 46),
    words=Words("标准检索、跟踪订阅", "Search and follow standards"),
    name="catalogue:results",
)
claim(
    recorded=(63,),
    words=Words("采用国际标准的关系", "Adoptions of international standards"),
    name="catalogue:results",
)
