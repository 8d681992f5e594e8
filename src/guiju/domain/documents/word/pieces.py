"""The visible text of a paragraph and the run every character stands in (段落文字与其所在的文本块)."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from guiju.domain.documents.word.names import COMPATIBILITY, DRAWING, MATH, VML, local, tags, value

_TEXT = tags("t")
_RUN = tags("r")
_TYPED = {
    **dict.fromkeys(tags("tab", "ptab"), "\t"),
    **dict.fromkeys(tags("br", "cr"), "\n"),
    **dict.fromkeys(tags("noBreakHyphen"), "-"),
}
_SYMBOL = tags("sym")
_FIELD = tags("fldChar")
_FORMULA = tags("oMath", "oMathPara", within=MATH)
_FORMULA_TEXT = tags("t", within=MATH)
_HOSTS = tags("drawing", "pict", "object")
ALTERNATIVES = tags("AlternateContent", within=COMPATIBILITY)
_SHOWN_IN = (*tags("t", "txbxContent"), *tags("t", within=DRAWING), *tags("textpath", within=VML))
_NOT_SHOWN = tags(
    "pPr", "rPr", "sdtPr", "sdtEndPr", "fldData", "instrText", "del", "moveFrom", "delText", "delInstrText", "rt",
    "rubyPr", "txbxContent", "proofErr", "bookmarkStart", "bookmarkEnd", "footnoteReference", "commentReference",
)  # fmt: skip
_SYMBOL_FONT = dict(zip(range(0x20, 0x7B), map(chr, range(0x20, 0x7B)), strict=True)) | {
    0x2D: "-", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷",
    0x6D: "μ", 0x57: "Ω", 0x66: "φ", 0x46: "Φ", 0x61: "α", 0x62: "β", 0x67: "γ", 0x44: "Δ", 0x64: "δ", 0x71: "θ",
    0x6C: "λ", 0x70: "π", 0x72: "ρ", 0x73: "σ", 0x77: "ω", 0x53: "Σ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, the element that shows it, and its run; `run` is None where the element cannot be split (formula)."""

    text: str
    node: etree._Element
    run: etree._Element | None


@dataclass(slots=True)
class Content:
    """What a paragraph shows: its text in pieces, and the runs that host drawings, with those drawings."""

    pieces: list[Piece] = field(default_factory=list)
    hosts: list[tuple[etree._Element, etree._Element | None]] = field(default_factory=list)
    hidden: int = 0

    @property
    def text(self) -> str:
        """The paragraph's text; offsets of marks count in it."""
        return "".join(piece.text for piece in self.pieces)


class Gatherer:
    """Gathers paragraph after paragraph of one story, since a field (域) may begin in one and end in another.

    A field shows its result, never its instruction; where begins and ends do not balance all text counts as shown.
    """

    def __init__(self, story: etree._Element, hidden: frozenset[etree._Element]) -> None:
        kinds = [value(mark, "fldCharType") for mark in story.iter(*_FIELD)]
        self._balanced = kinds.count("begin") == kinds.count("end")
        self._hidden = hidden
        self._fields: list[bool] = []

    def gather(self, paragraph: etree._Element) -> Content:
        """The content of the story's next paragraph."""
        content = Content()
        self._walk(paragraph, None, content)
        return content

    def _walk(self, node: etree._Element, run: etree._Element | None, content: Content) -> None:
        for child in node:
            tag = child.tag
            if tag in _TEXT:
                self._add(child.text or "", child, run, content)
            elif tag in _RUN:
                if child in self._hidden:
                    content.hidden += 1
                else:
                    self._walk(child, child, content)
            elif tag in _NOT_SHOWN or not isinstance(tag, str):
                continue
            elif tag in _TYPED:
                self._add(_TYPED[tag], child, run, content)
            elif tag in _FIELD:
                self._turn(value(child, "fldCharType"))
            elif tag in _HOSTS:
                content.hosts.append((child, run))
            elif tag in ALTERNATIVES:
                self._walk(shown_branch(child), run, content)
            elif tag in _SYMBOL:
                self._add(_symbol(child), child, run, content)
            elif tag in _FORMULA:
                self._add("".join(t.text or "" for t in child.iter(*_FORMULA_TEXT)), child, None, content)
            elif len(child):
                self._walk(child, run, content)

    def _add(self, text: str, node: etree._Element, run: etree._Element | None, content: Content) -> None:
        if text and all(self._fields):
            content.pieces.append(Piece(text, node, run))

    def _turn(self, kind: str) -> None:
        if not self._balanced:
            return
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def shown_branch(alternatives: etree._Element) -> etree._Element:
    """The one branch of an mc:AlternateContent to read: the first that holds text, else the first."""
    for branch in alternatives:
        if next(branch.iter(*_SHOWN_IN), None) is not None:
            return branch
    return alternatives[0] if len(alternatives) else alternatives


def hidden_runs(root: etree._Element) -> frozenset[etree._Element]:
    """Runs formatted as hidden text (隐藏文字)."""
    found: set[etree._Element] = set()
    for mark in root.iter(*tags("vanish")):
        properties = mark.getparent()
        run = properties.getparent() if properties is not None and local(properties) == "rPr" else None
        if run is not None and run.tag in _RUN and value(mark) not in {"0", "false", "off"}:
            found.add(run)
    return frozenset(found)


def _symbol(element: etree._Element) -> str:
    """The character of a w:sym: symbol fonts keep theirs at U+F000 onward."""
    try:
        code = int(value(element, "char"), 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF and value(element, "font").lower() == "symbol":
        return _SYMBOL_FONT.get(code - 0xF000, chr(code))
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF else ""
