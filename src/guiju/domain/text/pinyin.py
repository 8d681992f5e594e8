"""The step that strips the readings some web pages print behind Chinese characters: 國(guó)家 (拼音夹注)."""

from __future__ import annotations

import re
import unicodedata

from guiju.domain.language import Words
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.rewriting import Replacement, rewrite

_FINALS = {
    "": "ai an ang ao e ei en eng er ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve ue",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve ue",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ao ei en eng o u",
}
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())
"""Every syllable of standard Chinese without its tone; ü is written v (GB/T 16159)."""

_ALSO_WORDS = (
    "ai an ban bang bi bin can da dan dang di die do du fan fang fen gang gong ha han hang he hen la li lie lo long lu "
    "ma man mang me men mi min mo mu nan ni no pa pan pang pen pi pin ping pu ran rang san she shun song "
    "sun tan tang ti to tong wan wang xi you"
)
AMBIGUOUS = frozenset(_ALSO_WORDS.split())
"""Syllables that are also words, units or abbreviations: without a tone mark they may be a real remark."""

_TONES = "\u0300\u0301\u0304\u030c"
_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿɑɡ\u0300\u0301\u0304\u0308\u030c"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WORD = rf"[{_LETTERS}]{{1,12}}"
_GLOSS = re.compile(rf"(?<=[{_HAN}])[ ]?[(（\[［][ ]?(?P<pinyin>{_WORD}(?:[ '’·]{_WORD}){{0,3}})[ ]?[)）\]］]")

PINYIN_WORDS = Words("删去汉字后的拼音夹注", "pinyin printed behind a character removed")


def syllable(word: str) -> tuple[str, bool]:
    """The syllable without its tone, and whether it carried one."""
    plain = unicodedata.normalize("NFD", word.replace("ɑ", "a").replace("ɡ", "g"))
    toned = any(mark in plain for mark in _TONES)
    bare = plain.replace("u\u0308", "v")
    return "".join(sign for sign in bare if sign not in _TONES), toned


def _strip(match: re.Match[str]) -> Replacement:
    words = re.split("[ '’·]", match["pinyin"])
    read = [syllable(word) for word in words]
    if any(toned for _, toned in read):
        known = all(plain in SYLLABLES or plain in {"a", "o", "m", "n", "ng"} for plain, _ in read)
        return ("", True) if known else None
    plain = read[0][0]
    return ("", False) if len(read) == 1 and plain in SYLLABLES - AMBIGUOUS else None


def _pinyin(text: str) -> Rewrite | None:
    return rewrite(text, _GLOSS, _strip, PINYIN_WORDS)


PINYIN_STEP = Step("pinyin", PINYIN_WORDS, _pinyin)
