"""Documents named between 《 and 》 (引用文件): what a policy rests on, what it cites, standards it plans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guiju.domain.policy.meta.document_numbers import LETTERED
from guiju.domain.policy.meta.model import CitedDocument, Role
from guiju.domain.policy.places import Places

_MARKED = re.compile(r"《(?P<title>[^《》\n]{2,120}(?:《[^《》\n]{2,80}》[^《》\n]{0,60})?)》")
_NOTE = re.compile(r"\((?P<inside>[^()\n]{2,120}(?:\([^()\n]{1,40}\)[^()\n]{0,60})?)\)")
_ALIAS = re.compile(r"以下(?:均|统一)?简?称(?:为)?[:“\"]? ?(?P<alias>《[^《》\n]{1,40}》|[“\"][^”\"\n]{1,40}[”\"])")
_BASIS_WORDS = re.compile(r"(?:根据|依据|依照|按照|遵照|贯彻|落实|执行|实施|结合)")
_MAKES = re.compile(r"制定本|制订本|制定如下|提出(?:如下|以下)|现(?:就|提出)")
_PLANNED = re.compile(
    r"(?:制定|制订|制修订|研制|编制|起草|修订|完成|推进|开展|发布|申报|立项|出台|参与|主导)[^。;\n]{0,24}$"
)
_MADE = re.compile(r"^[^。;\n]{0,16}(?:研制|制定|编制|制订|制修订|立项|起草)")
_STANDARD = re.compile(r"(?:标准|规范|规程|技术要求|通则|指南|导则|技术条件|要求)(?:\([^()]*\))?$")
_LAW = re.compile(r"(?:法|条例|办法|规定|纲要|规划|计划|方案|意见|通知|决定|细则)(?:\([^()]*\))?$")
_BARE_KIND = re.compile(r"(?:本|该)?(?:实施)?(?:办法|方案|通知|意见|规划|纲要|计划|条例|规定|措施|决定|细则|规则|要点)")
"""No name of a document, but a word for one that was named before (该《办法》)."""
_MOST = 500


def cited_read(
    text: str,
    folded: str,
    places: Places,
    *,
    own: tuple[str | None, ...],
    own_at: tuple[tuple[int, int], ...],
    preamble: tuple[int, int],
    sending: tuple[int, int],
) -> tuple[CitedDocument, ...]:
    """Every document named, at its first place; the policy's `own` titles are left out."""
    owned = {_key(title) for title in own if title}
    seen: dict[str, CitedDocument] = {}
    aliases: set[str] = set()
    for number, found in enumerate(_MARKED.finditer(folded)):
        if number >= _MOST:
            break
        title = text[found.start("title") : found.end("title")]
        key = _key(title)
        note = _NOTE.match(folded, found.end())
        alias = _alias(text, folded, found.end(), note)
        if key in aliases or _BARE_KIND.fullmatch(key):
            continue
        if alias is not None:
            aliases.add(_key(alias.strip('《》“”"')))
        if any(_own(key, mine) for mine in owned):
            continue
        if any(start <= found.start() < end for start, end in own_at) or _sent(folded, found, sending):
            continue
        if key in seen:
            continue
        whole, verbatim = _balanced(title)
        seen[key] = CitedDocument(
            title=whole,
            number=_number(text, note),
            role=_role(folded, found, preamble, sending[1], places),
            where=places.words(found.start()) or ("引言" if preamble[0] <= found.start() < preamble[1] else "版头"),
            alias=alias,
            verbatim=f"《{verbatim}》" if verbatim else None,
            at=found.span(),
        )
    return tuple(seen.values())


def _own(key: str, title: str) -> bool:
    """Whether a name is the policy's own, perhaps without its years, or without the body before 关于."""
    return title.startswith(key) or (key.startswith("关于") and title.endswith(key))


def _sent(folded: str, found: re.Match[str], sending: tuple[int, int]) -> bool:
    """Whether the sentence that sends the policy names it here, under whatever title: 《…》已经同意,现印发给你们."""
    if not sending[0] <= found.start() < sending[1]:
        return False
    return _BASIS_WORDS.search(folded, sending[0], found.start()) is None


def _key(title: str) -> str:
    return re.sub(r"[\s《》〈〉()（）]", "", title)


def _balanced(title: str) -> tuple[str, str | None]:
    """A title whose bracket the source did not close is closed; the second value is then the verbatim one."""
    for opening, closing in ("()", "（）"):
        if title.count(opening) == title.count(closing) + 1 and title.rfind(opening) > title.rfind(closing):
            return title + closing, title
    return title.replace("〈", "《").replace("〉", "》"), None


def _number(text: str, note: re.Match[str] | None) -> str | None:
    if note is None:
        return None
    inside = note["inside"]
    found = LETTERED.match(inside)
    start = note.start("inside")
    return text[start + found.start() : start + found.end()].replace(" ", "") if found else None


def _alias(text: str, folded: str, end: int, note: re.Match[str] | None) -> str | None:
    """What the document is called from here on: said in the bracket right after it, or after its number."""
    if note is None:
        return None
    found = _ALIAS.search(folded, end, note.end())
    if found is None and (second := _NOTE.match(folded, note.end())) is not None:
        found = _ALIAS.search(folded, second.start(), second.end())
    return text[found.start("alias") : found.end("alias")] if found else None


def _role(folded: str, found: re.Match[str], preamble: tuple[int, int], notice_end: int, places: Places) -> Role:
    """Basis: the introduction (or the first article, or the notice) says the policy follows it."""
    start = max(folded.rfind("\n", 0, found.start()), folded.rfind("。", 0, found.start()), found.start() - 300) + 1
    before = folded[start : found.start()]
    chain = places.chain(found.start())
    opening = preamble[0] <= found.start() < preamble[1] or found.start() < notice_end
    opening = opening or any(clause.kind == "article" and clause.number in ("第一条", "第1条") for clause in chain)
    stop = folded.find("。", found.end())
    opening = (
        opening
        or _MAKES.search(folded, found.end(), stop if 0 <= stop < found.end() + 400 else found.end()) is not None
    )
    if opening and _BASIS_WORDS.search(before):
        return "basis"
    title = found["title"]
    if _STANDARD.search(title) and not _LAW.search(title):
        near = folded[found.end() : found.end() + 20]
        if _PLANNED.search(before[-40:]) or _MADE.search(near.split("\n")[0]):
            return "planned_standard"
    return "cited"


def titles_marked(folded: str) -> Iterator[tuple[int, int]]:
    """The spans of all titles in marks."""
    yield from (found.span() for found in _MARKED.finditer(folded))
