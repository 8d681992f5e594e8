"""The step that writes radicals, compatibility forms and variants as the characters in use (字形归一).

Text taken from PDF has radicals for characters (⺠ for 民, ⽅ for 方), old pages have compatibility forms, others the
forms of another region (戸, 淸). All of them look the same or nearly so; none of them is found by a search.
"""

from __future__ import annotations

import re
import unicodedata

from guiju.domain.language import Words
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.rewriting import rewrite

GLYPH_WORDS = Words("部首字符、兼容字符、异体字改为通用字", "radicals, compatibility and variant forms written plainly")

_RADICALS = (
    "⺁厂⺄乙⺈刀⺊卜⺌小⺍小⺎兀⺏尢⺐尢⺑尢⺒巳⺓幺⺔彑⺖心⺗心⺘手⺙攵⺛旡⺝月⺞歹⺟母⺠民⺡水⺢水⺣火⺤爪⺥爪⺦丬⺧牛⺨犬⺩王⺪疋⺫目⺬示⺭示⺮竹"
    "⺯糸⺰纟⺱网⺲网⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹老⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衣⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑长⻒长⻓长"
    "⻔门⻕阜⻖阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟"
)
_VARIANTS = (
    "戸户戶户値值淸清敍叙硏研竝并郷乡産产歩步徳德黒黑増增晩晚毎每海海縁缘緑绿録录呉吴內内彔录擧举寛宽歳岁豊丰鉄铁駅驿"
)
_FORMS: dict[str, str] = {
    **{
        form: plain
        for form in map(chr, (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF)))
        if (plain := unicodedata.normalize("NFKC", form)) != form
    },
    **dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True)),
    **dict(zip(_VARIANTS[::2], _VARIANTS[1::2], strict=True)),
    # Bullets of the Symbol and Wingdings fonts, which have no place in Unicode.
    **dict.fromkeys("\uf06c\uf06e\uf09f\uf0a7\uf0b7\uf0d8\uf075\uf0a8\uf0fc", "•"),
}
_FORM = re.compile("[" + re.escape("".join(_FORMS)) + "]")


def _glyphs(text: str) -> Rewrite | None:
    return rewrite(text, _FORM, lambda match: _FORMS[match.group()], GLYPH_WORDS)


GLYPHS_STEP = Step("glyphs", GLYPH_WORDS, _glyphs)
