"""Standards whose number is also the name of a character encoding (编码名): GB18030, GB2312."""

from __future__ import annotations

import re

_NAME = re.compile(r"(?i:gb)[ -]?(?:18030|2312|13000)")
_NEAR = re.compile(
    r"编码|編碼|字符集|字元集|字库|内码|乱码|码表|码点|转码|解码|区位码|文字集|[Cc]harset|CHARSET|[Ee]ncod|[Dd]ecod|[Cc]odec|"
    r"[Uu]nicode|UNICODE|UTF-?8|utf-?8|UTF-?16|GBK|gbk|Big5|BIG5|[Cc]haracter set|[Ii]conv"
)
_STANDARD = (
    re.compile(r"(?:标准|规范|符合|执行|依据|按照?|根据)[ :\"“(《]{0,3}$"),
    re.compile(r"[ \"”)》]{0,3}(?:标准|规定|要求)"),
)
_REACH = 30


def names_encoding(folded: str, start: int, end: int) -> bool:
    """Whether the undated number at `[start, end)` is used as the name of an encoding; "gb2312" in code is not."""
    if not _NAME.fullmatch(folded, start, end):
        return False
    before, after = folded[max(0, start - _REACH) : start], folded[end : end + _REACH]
    if folded[start].islower() and before[-1:].isascii() and after[:1].isascii():
        return False
    if _STANDARD[0].search(before) or _STANDARD[1].match(after):
        return False
    return bool(_NEAR.search(before) or _NEAR.search(after))
