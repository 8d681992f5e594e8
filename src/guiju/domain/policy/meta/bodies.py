"""Names of issuing bodies (发文机关): in signatures, before 关于 in a title; whether a body is of the whole country."""

from __future__ import annotations

import re

_END = (
    "人民政府|政府|办公厅|办公室|委员会|管委会|局|委|部|厅|署|院|会|办|行|中心|总队|海关|集团|公司|工商联|"
    "协会|学会|联盟|大学|研究所|总公司|组"
)
_NAME = re.compile(
    rf"(?!关于|为|印发|附件|各|第)[\u4e00-\u9fff“”()-]{{1,30}}(?:{_END})(?:\([\u4e00-\u9fff]{{2,16}}\))?$"
)
_BEFORE_VERB = re.compile(r"(?=(?:关于|转发|印发)(?!》))")
_NATIONAL = re.compile(
    r"^(?:国务院|中共中央|中央|国家|全国|最高人民|中国(?!.{0,20}(?:公司|集团|大学))|中华人民共和国|"
    r"[\u4e00-\u9fff]{2,10}总[局署]|"
    r"(?:外交|国防|教育|科技|科学技术|工业和信息化|公安|安全|民政|司法|财政|人力资源社会保障|人力资源和社会保障|"
    r"自然资源|生态环境|环境保护|"
    r"住房城乡建设|住房和城乡建设|交通运输|水利|农业农村|农业|商务|文化和旅游|文化|应急管理|应急|国土资源|"
    r"退役军人事务)部|"
    r"卫生健康委|国资委|银保监会|证监会|人民银行|审计署|气象局$|中科院|工程院|林草局$|质检总局|市场监管总局)"
)
LONGEST_SIGNATURE = 200


def body_names(folded: str) -> tuple[str, ...]:
    """The bodies that a line names, if it names nothing else (市场监管总局 中央网信办); loose letters are joined."""
    if len(folded) > LONGEST_SIGNATURE or any(sign in folded for sign in "。,;:|《》"):
        return ()
    words = folded.split()
    if words and all(len(word) == 1 for word in words):
        words = ["".join(words)]
    joined: list[str] = []
    for word in words:
        if joined and len(joined[-1]) < 3 and not _NAME.fullmatch(joined[-1]):
            joined[-1] += word
        else:
            joined.append(word)
    names = [part for word in joined for part in word.split("、")]
    return tuple(names) if names and all(_NAME.fullmatch(name) for name in names) else ()


def body_line(folded: str) -> bool:
    """Whether a word is the name of one body."""
    return bool(_NAME.fullmatch(folded))


def bodies_in_title(folded: str) -> tuple[str, ...]:
    """The bodies before 关于, 印发 or 转发 in a title (厦门市人民政府办公厅关于…)."""
    found = _BEFORE_VERB.search(folded)
    if found is None or not 0 < found.start() <= LONGEST_SIGNATURE:
        return ()
    return body_names(folded[: found.start()])


def national(name: str) -> bool:
    """Whether a body is one of the whole country, as far as its name tells."""
    return bool(_NATIONAL.match(name))
