"""What a title of a standard looks like (标准名称的样子), against labels, remarks and sentences."""

from __future__ import annotations

import re

_HAN = re.compile("[\u3400-\u9fff]")
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\](?:\([^()\n]{0,300}\))?|</?[a-zA-Z][^<>\n]{0,120}>")
_WRAPPED = re.compile(r"(?<=[\u3400-\u9fff、])[ ]?\n[ ]?(?=[\u3400-\u9fff])")
_EDGES = " *_`:：-—,，.。;；|\"'“”"

_ABOUT = (
    "执行|检测|检验|试验|引用|产品|采用|评价|判定|参考|相关|国家|行业|企业|地方|团体|现行|主要|规范性|设计|施工"
    "|验收|技术"
)
_LABELS = (
    "标准|依据|方法|规范|文件|规程|标准号|编号|代号|名称|标题|题名|备注|说明|注|见|按|符合|代替"
    "|替代|根据|按照|参照|执行"
)
_LABEL = re.compile(rf"(?:{_ABOUT}|{_LABELS}|自|为|是|和|与|及|、|的| )+[ :：]*")
_OPENING = re.compile(
    r"的|和|与|及|等|中(?:的|规定|要求|第|所|[,，])|第[一二三四五六七八九十\d]+[章节条款法]|规定|要求|执行|标准(?:的|规定|要求|中|$)"
    r"|表\d|附录|条|进行|测定$|检测$|检验$|是|为|由|对|将|于|应|可|不|并|已|现行|有效|废止|作废|实施|发布|见|参见|协议"
    r"|[\d.,:;/ -]+$|\d+(?:\.\d+)+"
)
_SENTENCE = re.compile(
    r"[。!?！？,，;；]|应当|必须|不得|按照|依据|符合|执行|参照|规定了|适用于|以及|进行|详见|更新|修复"
)
_METHOD = re.compile(
    r"[^\s的]{2,16}(?:光度|光谱|色谱|质谱|荧光|比色|比浊|滴定|重量|容量|称量|电极|电位|滤膜|培养|发酵|酶底物|计数|平板)法"
)
"""A method of analysis named without what it determines: one of several in a standard, not its title."""

_NOUNS = (
    "标准|规范|规程|规则|方法|法|要求|通则|导则|总则|指南|准则|术语|定义|符号|代码|编码|分类|分级|条件|限值|限量|测定|试验|检验|用法"
    "|规定|大纲|图形|尺寸|系列|体系|格式|元数据|细则|大全|规格|公差|协议"
)
_NOUN = re.compile(rf"(?:{_NOUNS})(?:[ ]?[(（].{{1,20}}[)）])?$")


def tidy(title: str) -> str:
    """A title on one line, without the marks of Markdown or HTML around it; words wrapped in Chinese are joined."""
    if "\n" in title:
        title = _WRAPPED.sub("", title)
    return " ".join(_LINK.sub(lambda match: match[1] or "", title).split()).strip(_EDGES)


def looks_like_title(text: str) -> bool:
    """Whether a text without marks can be the title of a standard: Chinese, one phrase, no label, no sentence."""
    if not 4 <= len(text) <= 120 or len(_HAN.findall(text)) < 3:
        return False
    return not (_LABEL.fullmatch(text) or _METHOD.fullmatch(text) or _OPENING.match(text) or _SENTENCE.search(text))


def names_a_standard(title: str) -> bool:
    """Whether a phrase ends in a word that standards are called by (规范, 通则, 测定 …)."""
    return _NOUN.search(title) is not None


def surely_title(text: str) -> bool:
    """Whether a phrase that looks like a title is none of the short names of parameters and products that stand
    beside numbers in tables (菌落总数, 无缝钢管)."""
    return len(text) >= 10 or names_a_standard(text)
