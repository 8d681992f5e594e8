"""What stands around a candidate and decides whether a person meant a standard: rules as data (上下文规则).

Each rule is a regular expression tried right before or right after the candidate, in folded text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

CUE_BEFORE = re.compile(
    r"(?:标准|標準|规范|規範|规程|規程|执行|執行|依据|依據|依照?|按照?|符合|参照|參照|满足|根据|根據|遵循|遵照|引用|采用|"
    r"参见|达到|检测方法|国标|行标|地标|团标|等同|替代|代替|[Ss]tandards?|accordance with|compl(?:y|ies|iant) with|"
    r"conform(?:s|ing)? (?:to|with)|according to|specified in|defined in)(?:号|编号|文件|现行|的|为|是|有|和|与)?"
    r"[ :\"'`“‘(《\[*_]{0,4}$"
)
NEXT_IN_LIST = re.compile(
    r"[\"'`”’)》\]*_ ]{0,4}(?:[《\u4e00-\u9fff][^《》\n]{1,60}》\)?)?[ ]?(?:[、,;/&]|和|及|与|以及|或|and)[ ]?[《(\"“]?"
)
"""What stands between a citation and the next one: then the next is believed more easily."""

CUE_AFTER = re.compile(
    r"[ \"'`”’)》\]*_]{0,4}(?:《|“[^”\n]{2,60}(?:标准|规范|规程|方法)”|(?:的)?(?:相关|有关|强制性|推荐性|国家|行业)?"
    r"(?:标准|標準|规范|規範|规程|規程|规定|要求|协议|協議|系列|认证|文件)|"
    r"(?:standards?|specification|protocol|certifi|complian|conform)(?![A-Za-z]))"
)
"""Words beside a number that say it is a standard."""


class Trap(NamedTuple):
    """A look-alike: `before` and `after` are tried beside the candidate; `strong` ones reject even a clear shape."""

    why: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    strong: bool = False


_LABELS = (
    r"(?:产品|样品|设备|仪器|出厂|资产|合同|项目|报告|证书|许可证?|批准文号|注册证|备案|订单|车牌|图纸|图集|零件|规格)"
    r"(?:编)?(?:号码?)?|型号|货号|批号|序列号|料号|件号|机型|图号|牌号|邮编|电话|[Mm]odel|[Pp]art [Nn]o\.?|S/N|P/N|SKU"
)

_MODEL = r"[ ]?(?:型(?!式)|款|样品|机型|芯片|模块|单片机|仪(?!器)|泵|阀|螺[栓母钉])"
_AMOUNT = r"[ ]?(?:元|万|亿|吨|米|公里|平方|台|套|辆|[%℃°]|[kMGT]?[BbWVA](?![A-Za-z])|kN|mm|cm|km|kg|mg|Hz)"
_MEETING = r"[ ]?(?:[Aa]nnual|[Cc]onference|[Ss]ymposium|[Ww]orkshop|年会|学术会议|年度)"

TRAPS: tuple[Trap, ...] = (
    Trap("label of another number", re.compile(rf"(?:{_LABELS})(?:为|是)?[ :\"'(\[*|]{{0,3}}$")),
    Trap("model or part", None, re.compile(_MODEL)),
    Trap("size of memory", re.compile(r"\d[ ]?$"), re.compile(r"[ ]?(?:款|[A-Z]B(?![A-Za-z])|内存|硬盘|版|年)")),
    Trap("amount", None, re.compile(_AMOUNT)),
    Trap("drawing atlas", re.compile(r"图集[^。\n]{0,12}$")),
    Trap("drawing atlas", None, re.compile(r"[ ]?图集"), strong=True),
    Trap("program identifier", None, re.compile(r"\(\)|::|->|=>|#[A-Za-z]|[ ]?=[ ]?[\"'\[{]"), strong=True),
    Trap("program identifier", re.compile(r"(?<![A-Za-z])(?:namespace|package)[ ]+$"), strong=True),
    Trap("program identifier", re.compile(r"(?<![A-Za-z])(?:using|import)[ ]+$"), re.compile(r"[ ]?;"), strong=True),
    Trap("key of a reference", re.compile(r"\\(?:[a-z]*cite[a-z]*|label|[a-z]*ref)\*?\{[^{}\s]{0,20}$"), strong=True),
    Trap("anchor", re.compile(r"(?:\[\[|<<|\b(?:id|name|target|class|ref|rid|for|key|bibitemid)=[\"'])$"), strong=True),
    Trap("meeting or version", None, re.compile(_MEETING)),
)
STRONG_TRAPS = tuple(trap for trap in TRAPS if trap.strong)

URL = re.compile(r"(?:https?:|ftp:|www\.|mailto:|[A-Za-z]:\\)[^\s\"'<>()，。；、《》]*$")
"""The last token before the candidate is a web address or a path."""
