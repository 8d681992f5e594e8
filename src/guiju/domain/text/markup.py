"""The step that reads signs written as words of a markup language (标记语言中的符号): &nbsp;, &mdash;, the ~ of TeX."""

from __future__ import annotations

import re

from guiju.domain.language import Words
from guiju.domain.text.model import Rewrite, Step
from guiju.domain.text.rewriting import Replacement, rewrite

_NAMED = {
    **dict.fromkeys(("nbsp", "ensp", "emsp", "thinsp", "#160", "#xa0", "#8194", "#8195", "#12288", "#x3000"), " "),
    **dict.fromkeys(
        (
            "ndash", "mdash", "minus", "hyphen", "horbar", "#8208", "#8209", "#8210", "#8211", "#8212", "#8213",
            "#8722", "#x2010", "#x2011", "#x2012", "#x2013", "#x2014", "#x2015", "#x2212", "#45", "#x2d",
        ),
        "-",
    ),
    **dict.fromkeys(("sol", "#47", "#x2f", "frasl"), "/"),
    **dict.fromkeys(("colon", "#58", "#x3a"), ":"),
    **dict.fromkeys(("shy", "#173", "zwnj", "zwj", "#8203", "#x200b"), ""),
}  # fmt: skip
_SIGN = re.compile(
    r"[&~\\](?:(?<=&)(?P<name>[a-zA-Z]{3,6}|#\d{2,5}|#x[0-9a-fA-F]{2,4});"
    r"|(?:(?<=[A-Za-z]~)|(?<=[A-Za-z]\\)[,; ])(?=\d)"  # GB~7714, GB/T\,7714 in TeX
    r"|(?P<line>(?<=\d\\)[nrt](?![a-z])|(?<=\\)[nrt](?=[A-Z]{1,4}[ /\d])))"  # "…-2011\nGB 3095" in JSON and in code
)

MARKUP_WORDS = Words("还原标记语言中的符号", "signs written in a markup language were restored")


def _restore(match: re.Match[str]) -> Replacement:
    name = match["name"]
    if match["line"]:
        return "\n"
    return " " if name is None else _NAMED.get(name.lower())


def _markup(text: str) -> Rewrite | None:
    if "&" not in text and "~" not in text and "\\" not in text:
        return None
    return rewrite(text, _SIGN, _restore, MARKUP_WORDS)


MARKUP_STEP = Step("markup", MARKUP_WORDS, _markup)
