"""What a line of a page may be (行的类型): of the policy, of the site, or not to be told from the line alone."""

from __future__ import annotations

import re

from guiju.domain.text.page.words import any_of

_DIGITS = "一二三四五六七八九十百零〇"
_ORGAN = any_of("policy", "organs")
_KINDS = any_of("policy", "kinds")

NUMBERED = re.compile(
    rf"(?:第[{_DIGITS}\d]{{1,5}}[章节条编篇部]|[{_DIGITS}]{{1,5}}[、.．]|[(（]?[{_DIGITS}]{{1,5}}[)）]"
    r"|\d{1,2}[.、．](?![\d])|[(（]\d{1,2}[)）]|—{1,2}(?=[\u4e00-\u9fff“])|[①-⑳]|专栏\s?\d|[•●■◆]\s?(?=[\u4e00-\u9fff]{2}.{30}))"
)
MAIN_NUMBER = re.compile(rf"(?:第(?P<article>[{_DIGITS}\d]{{1,5}})[章条]|(?P<section>[{_DIGITS}]{{1,4}})、)")
SENTENCE = re.compile(r".{18,}[。；;：:！]|.{8,}。$")
ROW = re.compile(r"[^|]*\|[^|]*\|")
DOC_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}(?:\([\u4e00-\u9fff]{1,6}\))?\s?[〔［\[（(【﹝]?(?:19|20)\d\d[〕］\]）)】﹞]?\s?(?:第\s?)?\d{1,5}\s?号|"
    r"(?:\d{4}年)?第\s?\d{1,4}\s?号(?:令|公告)?|[\u4e00-\u9fff]{2,20}(?:公告|令)\s?(?:(?:19|20)\d\d年?)?\s?第?\s?\d+\s?号"
)
ADDRESSEE = re.compile(
    r"(?=.*(?:政府|单位|部门|委|办|局|厅|公司|企业|机构|院|校|同志|社会各界|各))[^。;；]{3,600}[:：]$"
)
TRANSMITTAL = re.compile(any_of("policy", "orders"))
PREAMBLE = re.compile("^" + any_of("policy", "preambles"))
TITLE_HEAD = re.compile(
    rf"[^。;；!！?？:：|]{{0,40}}(?:关于|印发|转发)[^。;；!！?？:：|]{{2,60}}$|[^。;；!！?？:：|]{{1,30}}{_ORGAN}关于$"
)
TITLE = re.compile(rf"[^。;；!！?？:：|]{{0,80}}(?:{_KINDS})(?:[(（][^()（）]{{1,30}}[)）]){{0,3}}$")
TITLE_STRONG = re.compile(any_of("policy", "titles"))
SUBTITLE = re.compile(r"[(（](?:[^()（）]{2,40})[)）]$")
DATE = re.compile(
    rf"(?:(?:19|20)\d\d\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日|二[〇○零O0Ｏ][{_DIGITS}○]{{2}}年[{_DIGITS}]{{1,3}}月[{_DIGITS}]{{1,3}}日)(?:起施行|印发)?$"
)
_SIGNER = rf"[\u4e00-\u9fff()（）]{{1,22}}?{_ORGAN}"
SIGNATURE = re.compile(
    rf"(?=.{{3,120}}$)(?!.*{any_of('policy', 'news')}){_SIGNER}(?:[(（]代章[)）])?(?:[ 、]{_SIGNER})*$"
)
DUTY = re.compile(
    r"[(（〔\[]?(?:牵头|责任|主办|主责|负责|配合|参与|协办|协同|落实|完成)[\u4e00-\u9fff]{0,4}"
    r"(?:单位|部门|领导|处室|时限|时间|期限)\s?[:：].{2,}$"
)
"""Who answers, on a line of its own (责任单位:…)."""
NOTICE = re.compile(r"[(（](?:此件|此文|本文|公开|有删减|联系人|代章|此页无正文)[^()（）]{0,60}[)）]$")
ANNEX = re.compile(
    rf"(?:附\s?[件录表图]|附)\s?(?:[{_DIGITS}\d]{{1,3}})?\s?(?:[:：.、 ].*|《.*|[\u4e00-\u9fff].{{2,80}})?$"
)
COPIES = re.compile(
    r"(?:抄送|抄报|主送|分送|主题词|印发机关)[:：]|.{2,40}办公[室厅]\s?(?:19|20)\d\d年\d{1,2}月\d{1,2}日印发$"
)


def kind_of(line: str) -> str:
    """The part a line plays in a policy, "" when its shape does not tell."""
    for name, pattern in _FORMS:
        if pattern.match(line) and (name != "title" or _is_title(line)):
            return name
    return ""


def _is_title(line: str) -> bool:
    return 6 <= len(line) <= 120 and TITLE_STRONG.search(line) is not None


_FORMS = (
    ("number", re.compile(f"(?:{DOC_NUMBER.pattern})$")),
    ("row", ROW),
    ("annex", ANNEX),
    ("numbered", NUMBERED),
    ("date", DATE),
    ("duty", DUTY),
    ("notice", NOTICE),
    ("copies", COPIES),
    ("addressee", ADDRESSEE),
    ("title", TITLE),
    ("title", TITLE_HEAD),
    ("subtitle", SUBTITLE),
    ("sentence", SENTENCE),
    ("signature", SIGNATURE),
)
"""The first that fits wins."""
