"""Whether a text can be a policy at all (是否像政策): enough Chinese words, such as texts are made of, and no noise."""

from __future__ import annotations

import re
from itertools import pairwise

from guiju.domain.language import Words, WordsError

FEWEST = 50
"""The Chinese characters the shortest notice has, many times over."""
_LOOKED_AT = 20_000
_NOISE = 0.2
_KNOWN = 0.04
_FEWEST_WORDS = 20
"""Different pairs of neighbouring characters: what repeats the same words over and over has no sense."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ODD = re.compile(r"[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_COMMON = frozenset(
    "的和与及为在对按不等各有关以一二三四五六七八九十年月日市省县区国家政府部门单位工作发展建设实施加强推进标准质量管理制定"
    "人民办公室通知意见方案要求企业服务技术业實國準發與機構條例規定"
)
TAKEN = Words(
    "请选择 Word（docx）、PDF、网页、文本或 Markdown 格式的政策文件，或粘贴政策全文。",
    "Choose the policy as Word (docx), PDF, HTML, text or Markdown, or paste the whole of it.",
)


def no_policy_refuse(text: str, where: str) -> None:
    """Raise `WordsError` no_policy for what cannot be one: too short, no words, or noise."""
    seen = text[:_LOOKED_AT]
    letters = sum(not sign.isspace() for sign in seen)
    found = _HAN.findall(seen)
    if letters and len(_ODD.findall(seen)) / letters > _NOISE:
        raise _error("这里大多是认不出的符号，不是文字。", "Most of this is signs that are no letters.", where)
    if len(found) < FEWEST:
        zh = f"这里只有 {len(found)} 个汉字，不像一份政策。"
        raise _error(zh, f"Chinese characters here: {len(found)}. No policy is so short.", where)
    if len(set(pairwise(found))) < _FEWEST_WORDS:
        raise _error(
            "这里只是同几个字词的重复，不像一份政策。", "The same words over and over: it is no policy.", where
        )
    if sum(sign in _COMMON for sign in found) / len(found) < _KNOWN:
        raise _error(
            "这里的汉字不成文句，不像一份政策。", "These characters make no sentences: it is no policy.", where
        )


def _error(zh: str, en: str, where: str) -> WordsError:
    return WordsError("no_policy", Words(zh, en), TAKEN, where)
