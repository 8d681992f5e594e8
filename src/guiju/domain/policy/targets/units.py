"""Units that policies count in (计量单位), and what must not follow them, because then they are no unit."""

from __future__ import annotations

import re

_TIME = ("个工作日", "工作日", "个自然日", "个小时", "小时", "分钟", "天", "日", "年", "个月")
_PLAIN = (
    *("个百分点", "百分点", "个工作日", "个自然日", "个小时", "个月", "工作日", "小时", "分钟", "平方公里", "平方千米"),
    *(
        "平方米",
        "立方米",
        "微克/立方米",
        "毫克/升",
        "吨标准煤",
        "千瓦时",
        "千瓦",
        "公里",
        "千米",
        "公顷",
        "公斤",
        "千克",
    ),
    *(
        "家(次)",
        "人(次)",
        "场(次)",
        "批(次)",
        "户(次)",
        "人次",
        "家次",
        "批次",
        "班次",
        "场次",
        "件次",
        "户次",
        "项次",
        "学时",
        "课时",
        "标箱",
        "床位",
    ),
    *"项家件份名场期处座所条种套门支户台辆例篇册亩吨倍宗起款只头株张枚堂段间%‰",
)
_GUARDED = {
    "个": "", "人": "大民才员社力口均", "次": "会议全代", "类": "", "部": "门委分署", "本": "市省区县地级科",
    "分": "之别类工级布支散析公中会钟享设", "位": "于", "天": "然", "年": "度级代", "日": "常", "米": "", "升": "级",
}  # fmt: skip
TIMES = frozenset(_TIME)
"""Units of time: a promise only where the words say within, or shortened to (以内、缩短至)."""

PATTERN = "|".join(
    [
        *(re.escape(unit) for unit in sorted(_PLAIN, key=len, reverse=True)),
        "美元|元(?!旦|素|器|数)",
        *(f"{unit}(?![{after}])" if after else unit for unit, after in _GUARDED.items()),
    ]
)
