"""What a page says about its document in labelled lines (发文字号:…, 发布日期:…), in what cleaning took out too."""

from __future__ import annotations

import re

from guiju.domain.text import PINYIN_STEP, TRADITIONAL_STEP, clean, fold

_NAMES = {
    "number": "发 ?文 ?字 ?号|文 ?号|文件编号|文件号|文件字号",
    "issuer": "发 ?文 ?(?:机关|机构|单位)|发布 ?(?:机构|机关|单位)|制发机关|制定机关|印发单位|颁布单位",
    "issued": "成 ?文 ?(?:日期|时间)|发 ?文 ?(?:日期|时间)|印发(?:日期|时间)|生成(?:日期|时间)|签发日期|制发日期",
    "published": "发 ?布 ?(?:日期|时间)|公开 ?(?:日期|时间)|公布 ?(?:日期|时间)|发布于|更新(?:日期|时间)|上传时间|"
    "日 ?期|时 ?间",
}
_LABELS = {
    name: re.compile(rf"(?<![\u4e00-\u9fff])(?:{names}) ?[\]】]? ?[:| \n]{{1,4}} ?(?P<value>[^\n|]{{2,60}})")
    for name, names in ((name, words.replace(" ?", " {0,4}")) for name, words in _NAMES.items())
}
_NEXT_LABEL = re.compile(r"[ |][\u4e00-\u9fff]{2,6} ?[:|]|\s{3,}")
_TIMESTAMP = re.compile(
    r"(?m)^ *(?P<day>[12]\d{3}(?:年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2})) +\d{1,2}:\d{2}(?::\d{2})?"
    r"(?: {1,8}[\u4e00-\u9fff]{2,24})? *$"
)
_HEAD, _TAIL = 4000, 1500


class Labels:
    """The labelled facts of a page; each value once, the first that stands there."""

    def __init__(self, source: str) -> None:
        pieces = (source,) if len(source) <= _HEAD + _TAIL else (source[:_HEAD], source[-_TAIL:])
        self.text = fold("\n".join(clean(piece, (PINYIN_STEP, TRADITIONAL_STEP)).text for piece in pieces))

    def get(self, name: str) -> tuple[str, str] | None:
        """Value and the words that say it, of one label: number, issuer, issued or published."""
        for found in _LABELS[name].finditer(self.text):
            value = found["value"]
            following = _NEXT_LABEL.search(value)
            value = value[: following.start()] if following else value
            if value.strip():
                return value.strip(), f"{found[0][: found.start('value') - found.start()].strip()}{value.strip()}"
        return None

    def timestamp(self) -> tuple[str, str] | None:
        """A day and an hour alone on a line: when the page was put up."""
        found = _TIMESTAMP.search(self.text)
        return (found["day"], found[0].strip()) if found else None
