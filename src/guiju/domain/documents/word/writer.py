"""The same Word file with a comment at every mark, its text untouched (Word 批注)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from guiju.domain.documents.limits import Limits
from guiju.domain.documents.model import Mark
from guiju.domain.documents.package import Package, rewritten, serialised
from guiju.domain.documents.summary import COLUMNS, ELSEWHERE, Summary, mark_line
from guiju.domain.documents.word.comments import Comments
from guiju.domain.documents.word.parts import WordFile
from guiju.domain.documents.word.reader import paragraphs
from guiju.domain.documents.word.splitting import Splitter
from guiju.domain.documents.word.stories import Paragraph
from guiju.domain.language import Words

_DRAWING = Words("图形", "drawing")


def annotate(data: bytes, name: str, marks: Sequence[Mark], summary: Summary, limits: Limits) -> bytes:
    """The file's bytes with comments anchored to the marked text, and one comment that sums up at its beginning.

    Word allows no comments in page headers, footers, notes and comments: marks there are listed in the summing one.
    A mark in a text box is anchored to the drawing that holds it. Marks with the same span share one comment.
    Raises `DocumentError` as `read` does.
    """
    file = WordFile(Package(data, name, limits))
    pending: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        pending[mark.path].append(mark)
    here: list[tuple[Paragraph, list[Mark]]] = []
    elsewhere: list[str] = []
    first: Paragraph | None = None
    for found in paragraphs(file):
        if not isinstance(found, Paragraph):
            continue
        in_body = found.path.startswith("body/")
        if first is None and in_body:
            first = found
        marked = pending.pop(found.path, None)
        if marked and in_body and (found.host is not None or found.kind != "textbox"):
            here.append((found, marked))
        elif marked:
            elsewhere.extend(mark_line(mark, found.label.pick(summary.lang)) for mark in marked)
    elsewhere.extend(mark_line(mark, _DRAWING.pick(summary.lang)) for left in pending.values() for mark in left)
    comments = Comments(file, summary)
    if first is not None:
        lines = [*summary.lines]
        if elsewhere:
            lines += [ELSEWHERE.pick(summary.lang), *elsewhere]
        comments.enclose_all(comments.add(summary.title, lines), first.element)
    for paragraph, marked in here:
        _mark_paragraph(paragraph, marked, comments, summary.lang)
    return rewritten(file.package, {file.main: serialised(file.root), **comments.parts()})


def _mark_paragraph(paragraph: Paragraph, marks: list[Mark], comments: Comments, lang: str) -> None:
    spans: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for mark in marks:
        spans[mark.start, mark.end].append(mark)
    splitter = Splitter(paragraph.content.pieces)
    if paragraph.host is None:
        splitter.split(offset for span in spans for offset in span)
    for (start, end), sharing in sorted(spans.items()):
        identity = comments.add(*_wording(sharing, lang))
        ends = splitter.ends(start, end) if paragraph.host is None else (paragraph.host, paragraph.host)
        if ends is None:
            comments.enclose_all(identity, paragraph.element)
        else:
            comments.enclose(identity, *ends)


def _wording(marks: list[Mark], lang: str) -> tuple[str, list[str]]:
    """The title and lines of the comment for marks of one span."""
    lines = []
    for mark in marks:
        if len(marks) > 1:
            lines.append(f"{mark.number}：{mark.word}")
        if mark.successor:
            lines.append(f"{COLUMNS['successor'].pick(lang)}：{mark.successor}")
        lines.extend(line for line in mark.note.splitlines() if line.strip())
    words = dict.fromkeys(mark.word for mark in marks)
    return f"{'；'.join(dict.fromkeys(mark.number for mark in marks))}：{'；'.join(words)}", lines
