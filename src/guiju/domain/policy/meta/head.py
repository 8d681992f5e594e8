"""The head of a document (版头): titles of notice and policy, number, addressees, signature and date of the notice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from guiju.domain.policy.meta.bodies import bodies_in_title, body_line, body_names
from guiju.domain.policy.meta.dates import DATE
from guiju.domain.policy.meta.document_numbers import number_in
from guiju.domain.policy.meta.lines import HEADING, LONGEST_HEAD, TITLE_END, Line, lines_of

_NOTICE = re.compile(r"(?:印发|转发|征求|公布|发布|下发|征集).*(?:通知|公告|通告|公示|函|启事|决定|令)$")
_ORDER = re.compile(r"[\u4e00-\u9fff]{2,30}令$")
_NAMED = re.compile(r"《([^《》\n]{3,80}(?:〈[^〉\n]{1,60}〉[^《》\n]{0,40})?)》")
_NOTICE_NAMES = re.compile(rf"(?:印发|转发|下发|公布|发布|征求|征集|修订|修改)(?:关于)?{_NAMED.pattern}")
_SENDING_NAMES = re.compile(rf"(?:将|把|就|对|(?:形成|制定|起草|编制|研究|拟定|修订)了?|^) ?{_NAMED.pattern}")
_SENT = re.compile(r"(?:印发|转发|下发)(?P<name>[^\n]{4,80}?)的通知$")
_HEADLINE = re.compile(r"^[^:：《》]{4,40}[:：](?=[^:：]{2,40}关于)")
"""What a reposter sets before the title (某市奖励政策:…关于…的意见)."""
_WHOLLY_MARKED = re.compile(r"《[^《》]+》")
_ANNOUNCED = re.compile(rf"(?:印发|发布|公布|出台)了?{_NAMED.pattern}[,，。]")
_MOST_ANNOUNCED = 600
_MOST_LINES = 80
_DATED = ("title", "signature", "bracket", "other")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before the first numbered heading; `sent` are the lines of the notice after its sending sentence.
    `under` is a date alone right below the title or bodies, which are `under_signed`."""

    lines: tuple[Line, ...]
    title: str | None
    title_source: str | None
    title_at: tuple[int, int]
    notice_title: str | None
    notice_at: tuple[int, int]
    number: str | None
    addressees: str | None
    sending: Line | None
    signature: tuple[Line, ...]
    letterhead: tuple[Line, ...]
    dated: Line | None
    under: Line | None
    under_signed: tuple[Line, ...]
    preamble: tuple[int, int]
    end: int


@dataclass(frozen=True, slots=True)
class _Unit:
    """One title, put together from its lines."""

    text: str
    start: int
    end: int


def head_read(text: str, folded: str, later: tuple[tuple[int, int], ...] = ()) -> Head:
    """Read the head. Its lines are taken in order: what comes before the sending sentence is the notice's.

    `later` are titles that the outline found further down; where a notice has numbered points of its own, the policy's
    title is the one below its signature.
    """
    end = _head_end(folded)
    lines = tuple(lines_of(text, folded, 0, end))[:_MOST_LINES]
    sent = next((at for at, line in enumerate(lines) if line.kind == "sending"), None)
    before = lines if sent is None else lines[:sent]
    after = () if sent is None else lines[sent + 1 :]
    names = tuple(_plain(found[1]) for found in _NAMED.finditer(folded, 0, end))
    first = _units(_until_prose(before), names)
    second = _units(after, names) or _later(text, folded, later)
    notice, policy, source = _titles(first, second, lines[sent] if sent is not None else None)
    if policy is None and (policy := _announced(text, end)) is not None:
        source = "正文所称"
    start = _preamble_start(lines, policy, sent)
    signature, dated = _signed(after)
    if not first and dated is None:
        dated = next((line for line in lines if line.kind == "date"), None)
    if dated is None:
        dated = next((line for line in lines if line.kind == "date" and line.folded.startswith("(")), None)
    if dated is None:
        dated = next((two for one, two in pairwise(lines) if (one.kind, two.kind) == ("number", "date")), None)
    under_signed, under = _under(lines)
    number, order = _number(before or lines)
    return Head(
        lines=lines,
        title=policy.text if policy else None,
        title_source=source,
        title_at=(policy.start, policy.end) if policy else (0, 0),
        notice_title=notice.text if notice else None,
        notice_at=(notice.start, notice.end) if notice else (0, 0),
        number=f"{order}{number}" if order and number else number,
        addressees=next((line.text for line in lines if line.kind == "addressees"), None),
        sending=lines[sent] if sent is not None else None,
        signature=signature,
        letterhead=tuple(line for line in before[:12] if line.kind == "signature"),
        dated=dated,
        under=under,
        under_signed=under_signed,
        preamble=(start, end),
        end=end,
    )


def _under(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], Line | None]:
    """The first date alone below a title or bodies, with the bodies right above it."""
    at = next((at for at, (one, two) in enumerate(pairwise(lines), 1) if two.kind == "date" and one.kind in _DATED), 0)
    start = at
    while start and lines[start - 1].kind == "signature":
        start -= 1
    return lines[start:at], lines[at] if at else None


def _head_end(folded: str) -> int:
    """Where the first numbered heading begins; the whole of a short text that has none."""
    at = 0
    while at < min(len(folded), LONGEST_HEAD):
        if HEADING.match(folded, at):
            return at
        following = folded.find("\n", at)
        if following < 0:
            return len(folded)
        at = following + 1
    return min(at, len(folded))


def _until_prose(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines before the first prose, once a title has been seen."""
    for at, line in enumerate(lines):
        if line.kind == "prose" and any(one.kind == "title" for one in lines[:at]):
            return lines[:at]
    return lines


def _units(lines: tuple[Line, ...], names: tuple[str, ...] = ()) -> list[_Unit]:
    """Titles from their lines: bodies and first lines joined to the line that ends a title, brackets after it too."""
    units: list[_Unit] = []
    open_lines: list[Line] = []
    done = -1
    for line in lines:
        if line.start < done:
            continue
        if whole := _named_from(lines, lines.index(line), names):
            units.append(_unit(list(whole)))
            open_lines, done = [], whole[-1].end
            continue
        if line.kind in ("title", "other", "signature") and _ORDER.search(line.folded) is None:
            open_lines.append(line)
            if line.kind == "title" or TITLE_END.search("".join(one.folded for one in open_lines[-3:])):
                units.append(_unit(_belonging(open_lines)))
                open_lines = []
        elif line.kind == "bracket" and units and not open_lines and not DATE.search(line.folded):
            last = units[-1]
            units[-1] = _Unit(last.text + _closed_up(line.text), last.start, line.end)
        else:
            open_lines = []
    return _without_repeats(units)


def _named_from(lines: tuple[Line, ...], at: int, names: tuple[str, ...]) -> tuple[Line, ...]:
    """The lines from here on, as many as together are a title that the text names between 《 and 》."""
    first = _plain(lines[at].folded) if names and lines[at].kind in ("title", "other", "signature") else ""
    if not first or not any(name.startswith(first) and name != first for name in names):
        return ()
    for count in range(2, 5):
        if _plain("".join(line.folded for line in lines[at : at + count])) in names:
            return lines[at : at + count]
    return ()


def _later(text: str, folded: str, spans: tuple[tuple[int, int], ...]) -> list[_Unit]:
    """Titles below the signature of a notice with numbered points."""
    lines = tuple(line for start, end in spans for line in lines_of(text, folded, start, end))
    return _units(lines)


def _plain(title: str) -> str:
    return re.sub(r"[^\w\u4e00-\u9fff]+", "", title)


def _belonging(lines: list[Line]) -> list[Line]:
    """Of the lines before one that ends a title, those that are part of it: bodies, or its own broken first lines."""
    last = lines[-1]
    kept = [last]
    pending: list[Line] = []
    for line in reversed(lines[:-1]):
        starts_title = last.folded.startswith(("关于", "印发", "转发"))
        broken = (
            line.kind == "other"
            and not line.folded.endswith("》")
            and ("关于" in line.folded or "印发" in line.folded or "《" in line.folded)
        )
        if not ((line.kind == "signature" and (starts_title or len(kept) > 1)) or broken):
            if line.kind != "other" or len(pending) > 1 or line.folded.endswith("》"):
                break
            pending.insert(0, line)
            continue
        kept = [line, *pending, *kept]
        pending = []
    return kept


def _unit(lines: list[Line]) -> _Unit:
    words = [word for line in lines for word in line.text.split()]
    title = words[0]
    left = words[0]
    for word in words[1:]:
        apart = body_line(left) and (body_line(word) or bool(bodies_in_title(word)))
        title += (" " if apart else "") + word
        left = word
    title = _HEADLINE.sub("", title)
    if title.count("》") != title.count("《") or _WHOLLY_MARKED.fullmatch(title):
        title = title.removeprefix("《") if _WHOLLY_MARKED.fullmatch(title) else title
        title = title.removesuffix("》")
    return _Unit(title, lines[0].start, lines[-1].end)


def _without_repeats(units: list[_Unit]) -> list[_Unit]:
    """A page prints a title twice, with and without its body: keep the longer, at its first place."""
    kept: list[_Unit] = []
    for unit in units:
        bare = unit.text.replace(" ", "")
        for at, one in enumerate(kept):
            other = one.text.replace(" ", "")
            if bare.endswith(other) or other.endswith(bare):
                kept[at] = unit if len(bare) > len(other) else one
                break
        else:
            kept.append(unit)
    return kept


def _titles(
    first: list[_Unit], second: list[_Unit], sending: Line | None
) -> tuple[_Unit | None, _Unit | None, str | None]:
    """Which title is the notice's, which the policy's, and where the latter was read."""
    notice = next((unit for unit in first if _NOTICE.search(unit.text)), None)
    if second:
        return (notice or (first[0] if first else None)), _whole(second[0], sending), "标题"
    others = [unit for unit in first if unit is not notice]
    if notice is not None and others:
        own = next((unit for unit in others if unit.start > notice.start), others[-1])
        return notice, own, "标题"
    if notice is not None:
        named = _NOTICE_NAMES.search(notice.text)
        bare = _SENT.search(notice.text)
        title = named[1].replace("〈", "《").replace("〉", "》") if named else (bare["name"] if bare else None)
        sends = sending is not None or title is not None
        return (
            (notice, _Unit(title, notice.start, notice.end), "印发通知的标题")
            if title and sends
            else (None, notice, "标题")
        )
    if first:
        return None, first[0], "标题"
    named = (_SENDING_NAMES.search(sending.text) or _NAMED.search(sending.text)) if sending else None
    if sending is not None and named:
        return None, _Unit(named[1], sending.start + named.start(1), sending.start + named.end(1)), "印发通知"
    return None, None, None


def _announced(text: str, end: int) -> _Unit | None:
    """The title that a page without one says was issued (……发布《某省实施细则》,自发布之日起施行)."""
    named = _ANNOUNCED.search(text, 0, min(end, _MOST_ANNOUNCED))
    return _Unit(named[1], named.start(1), named.end(1)) if named else None


def _whole(unit: _Unit, sending: Line | None) -> _Unit:
    """A title whose first line reads like no title, as the notice names it whole (现将《…》印发给你们)."""
    named = _NAMED.search(sending.text) if sending else None
    if named and len(named[1]) > len(unit.text) and named[1].endswith(unit.text):
        return _Unit(named[1], unit.start, unit.end)
    return unit


def _preamble_start(lines: tuple[Line, ...], policy: _Unit | None, sent: int | None) -> int:
    """Where the introduction begins: after the policy's title, or after the notice."""
    floor = policy.end if policy else 0
    if sent is not None and policy is not None and policy.start > lines[sent].start:
        floor = max(floor, policy.end)
    return next((line.start for line in lines if line.start >= floor and line.kind == "prose"), floor)


def _signed(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], Line | None]:
    """The signature of a notice and its date: bodies in lines that follow each other, the date right after them."""
    bodies: list[Line] = []
    for line in lines:
        if line.kind == "signature":
            bodies.append(line)
        elif line.kind == "date":
            return tuple(bodies), line
        elif line.kind == "title":
            if line.folded.startswith(("关于", "印发")):
                bodies = bodies[:-1]
            break
    return tuple(bodies), None


def _number(lines: tuple[Line, ...]) -> tuple[str | None, str]:
    """The document's number within the head, and the order (…令) that stands on the line before it."""
    for at, line in enumerate(lines):
        if line.kind == "number":
            above = lines[at - 1].text if at and _ORDER.fullmatch(lines[at - 1].folded) else ""
            return line.text, above
        if line.kind in ("bracket", "title", "other"):
            span = _within(line)
            if span is not None:
                return line.text[span[0] : span[1]], ""
    return None, ""


def _within(line: Line) -> tuple[int, int] | None:
    """A number within a line of the head: after a date in brackets (…令第3号公布), or behind a title, in brackets."""
    if line.kind == "bracket":
        found = re.search(r"日(?P<order>[\u4e00-\u9fff]{2,30}令 ?第 ?\d{1,4} ?号)", line.folded)
        if found:
            return found.span("order")
    return number_in(line.folded) if line.kind == "bracket" or line.folded.endswith("号)") else None


def signature_names(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The bodies of a signature over several lines, as printed, without the spaces between letters."""
    return tuple(dict.fromkeys(name for line in lines for name in body_names(line.folded)))


def _closed_up(text: str) -> str:
    return re.sub(r"\s+", "", text)
