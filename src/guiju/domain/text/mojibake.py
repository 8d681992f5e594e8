"""The step that reads again what was read in a wrong encoding (乱码还原): only where the way back is exact.

Four kinds are told by evidence: UTF-8 read as Latin-1 or Windows-1252 (æ ‡å‡†), GBK read so (±ê×¼), UTF-8 read as
GBK (鏍囧噯), and 锟斤拷, which is what is left of lost characters and stays lost.
"""

from __future__ import annotations

import re
from functools import cache

from guiju.domain.language import Words
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.rewriting import Replacement, rewrite

LOST = "\ufffd"
MOJIBAKE_WORDS = Words("用错误编码读出的文字已按原编码还原", "text read in a wrong encoding was read again")
LOST_WORDS = Words("原文在转换编码时已丢失，只作标记", "lost when the encoding was changed; only marked")

_CP1252 = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_BYTES = {sign: bytes([code]) for code, sign in _CP1252.items()} | {
    chr(code): bytes([code]) for code in range(0x80, 0x100)
}
_WESTERN_RUN = re.compile("[" + "".join(re.escape(sign) for sign in _BYTES) + "]{2,}")
_LEAD = re.compile("[\xc2-\xfe]")
_SIGNS = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·　％＋－／")
_LEADS = "".join(
    bytes([lead, trail]).decode("gbk", "ignore") for lead in range(0xE4, 0xEA) for trail in range(0x40, 0xFF)
)
_GBK_RUN = re.compile(r"[^\x00-\x7f\ufffd]{3,}[?\ufffd]?")
_GBK_LEAD = re.compile(f"[{_LEADS}]")
_KUN = re.compile("(?:锟斤拷)+")
_MOST_RUN = 20_000
_FEWEST = 3
_NEAR = 40


@cache
def _common() -> frozenset[str]:
    """The 3755 characters of the first level of GB/T 2312: nearly all of any Chinese text."""
    rows = (bytes([lead, trail]) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF))
    return frozenset(pair.decode("gb2312", "ignore") for pair in rows)


def _reads(text: str, fewest: int) -> bool:
    """Whether this is Chinese as people write it."""
    han = [sign for sign in text if "\u4e00" <= sign <= "\u9fff"]
    return len(han) >= fewest and sum(sign in _common() for sign in han) >= 0.75 * len(han)


class _Western:
    """Runs read in a Western code page. What follows a run that was GBK without a doubt may be shorter."""

    def __init__(self) -> None:
        self.near = -1

    def read(self, match: re.Match[str]) -> Replacement:
        run = match.group()
        if len(run) > _MOST_RUN or not _LEAD.search(run):
            return None
        data = b"".join(_BYTES[sign] for sign in run)
        return _utf8(data) or self.gbk(data, match)

    def gbk(self, data: bytes, match: re.Match[str]) -> Replacement:
        try:
            read = data.decode("gbk")
        except UnicodeDecodeError:
            return None
        fewest = 0 if 0 <= match.start() - self.near <= _NEAR else 2
        if not all("\u4e00" <= sign <= "\u9fff" or sign in _SIGNS for sign in read) or not _reads(read, fewest):
            return None
        self.near = match.end()
        return read


def _utf8(data: bytes) -> str | None:
    try:
        read = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return read if any("\u4e00" <= sign <= "\u9fff" or sign in _SIGNS for sign in read) else None


def _chinese(run: str) -> tuple[str, bool] | None:
    """What a run read as GBK says in UTF-8; a last character that lost its end is marked."""
    body = run.rstrip("?\ufffd")
    try:
        data = body.encode("gb18030")
    except UnicodeEncodeError:
        return None
    try:
        read, cut = data.decode("utf-8"), False
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data" or body == run:
            return None
        read, cut = data[: error.start].decode("utf-8") + LOST, True
    if not _reads(read, _FEWEST) or _reads(body, _FEWEST):
        return None
    return (read, False) if cut else (read + run[len(body) :], True)


def _read_chinese(match: re.Match[str]) -> Replacement:
    run = match.group()
    return _chinese(run) if len(run) <= _MOST_RUN and _GBK_LEAD.search(run) else None


def _mojibake(text: str) -> Rewrite | None:
    return rewrite(text, _WESTERN_RUN, _Western().read, MOJIBAKE_WORDS)


def _misread(text: str) -> Rewrite | None:
    return rewrite(text, _GBK_RUN, _read_chinese, MOJIBAKE_WORDS)


def _lost(text: str) -> Rewrite | None:
    return rewrite(text, _KUN, lambda match: (LOST * (len(match.group()) // 3 * 2), False), LOST_WORDS)


MOJIBAKE_STEPS = (
    Step("western", MOJIBAKE_WORDS, _mojibake),
    Step("misread", MOJIBAKE_WORDS, _misread),
    Step("lost", LOST_WORDS, _lost),
)
