"""The check itself (标准查新): documents → citations → facts → one verdict per member → result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from guiju.domain.citations import Citation, Found, find_in
from guiju.domain.documents import Document, Place, Unread
from guiju.domain.language import Words
from guiju.domain.numbers import StandardNumber, edition_key
from guiju.domain.validity.candidates import parsed
from guiju.domain.validity.facts import CatalogueFacts
from guiju.domain.validity.gate import every_member_judged
from guiju.domain.validity.guess import guess_use
from guiju.domain.validity.judge import judge, judge_malformed
from guiju.domain.validity.model import MemberVerdict
from guiju.domain.validity.result import Json, citation_json, file_json, member_json, result_json
from guiju.domain.validity.settlement import Settled
from guiju.domain.validity.sight import Sight
from guiju.domain.validity.words import DocumentUse, Flag

Lookup = Callable[[Iterable[StandardNumber]], CatalogueFacts]
Settlements = Callable[[Iterable[str]], Mapping[str, Settled]]
Progress = Callable[[int, int], None]
_PROGRESS_EVERY = 500


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A document, what it is used for, and the citations found in it."""

    document: Document
    use: DocumentUse
    found: Sequence[Found]


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that was handed in and could not be read: the result names it, so that nobody takes it for checked."""

    name: str
    sha256: str
    why: Words


def read_citations(document: Document, use: DocumentUse | None = None, most: int | None = None) -> ReadFile:
    """Find the citations of a document, at most `most` (see `find_in`); its use is guessed when not given."""
    found = find_in(document, most)
    return ReadFile(document, use or guess_use(document, found), found)


def check(
    files: Sequence[ReadFile],
    *,
    as_of: date,
    checked_at: datetime,
    lookup: Lookup,
    settlements: Settlements | None = None,
    progress: Progress | None = None,
    unread: Sequence[UnreadFile] = (),
) -> Json:
    """Judge every citation of `files` as of a day; the result has exactly one verdict per cited member.

    The result's files are `files` in order, then `unread`.
    """
    members = [member for file in files for found in file.found for member in found.citation.members]
    settled = settlements(sorted({edition_key(member) for member in members})) if settlements else {}
    facts = lookup([*members, *_meant(settled), *_suggested(files)])
    judging = _Judging(facts, as_of, settled, progress, total=sum(len(file.found) for file in files))
    judged = [judging.file(file) for file in files] + [_unread_json(file) for file in unread]
    return result_json(files=judged, facts=facts, as_of=as_of, checked_at=checked_at)


def _unread_json(file: UnreadFile) -> Json:
    place = Place("file", Words("整个文件", "whole file"))
    kind = DocumentUse.REPORT.value
    return file_json(name=file.name, sha256=file.sha256, kind=kind, citations=[], unread=[Unread(place, file.why)])


def _meant(settled: Mapping[str, Settled]) -> list[StandardNumber]:
    return [number for item in settled.values() if (number := parsed(item.meant)) is not None]


def _suggested(files: Sequence[ReadFile]) -> list[StandardNumber]:
    texts = {found.citation.suggestion for file in files for found in file.found if found.citation.error}
    return [number for text in sorted(texts) if (number := parsed(text)) is not None]


class _Judging:
    """Judges file by file; the same question is answered once."""

    def __init__(
        self,
        facts: CatalogueFacts,
        as_of: date,
        settled: Mapping[str, Settled],
        progress: Progress | None,
        total: int,
    ) -> None:
        self._facts = facts
        self._as_of = as_of
        self._sight = Sight(facts, as_of)
        self._settled = settled
        self._progress = progress
        self._total = total
        self._done = 0
        self._answers: dict[tuple[str, str, str, DocumentUse], MemberVerdict] = {}

    def file(self, file: ReadFile) -> Json:
        seen: set[str] = set()
        citations = []
        for found in file.found:
            verdicts = self._citation(found.citation, file.use, seen)
            every_member_judged(found.citation, verdicts)
            title = next((item.title_in_catalogue for item in verdicts if item.title_in_catalogue), "")
            citations.append(citation_json(found, [member_json(item) for item in verdicts], title))
            self._tick()
        document = file.document
        return file_json(
            name=document.name,
            sha256=document.sha256,
            kind=file.use.value,
            citations=citations,
            unread=document.unread,
        )

    def _citation(self, citation: Citation, use: DocumentUse, seen: set[str]) -> list[MemberVerdict]:
        if citation.error or not citation.members:
            return [judge_malformed(citation.span, citation.error, citation.suggestion, use, self._sight)]
        verdicts = []
        # The title beside a pair or a list speaks of the first member only.
        titles = [citation.title, *[""] * (len(citation.members) - 1)]
        for member, title in zip(citation.members, titles, strict=True):
            verdict = self._member(member, title, citation.edition_note or member.edition_note, use)
            if verdict.number in seen:
                verdict = replace(verdict, flags=(*verdict.flags, Flag.DUPLICATE))
            seen.add(verdict.number)
            verdicts.append(verdict)
        return verdicts

    def _member(self, member: StandardNumber, title: str, note: str, use: DocumentUse) -> MemberVerdict:
        question = (str(member), title, note, use)
        answer = self._answers.get(question)
        if answer is None:
            settled = self._settled.get(edition_key(member)) if self._settled else None
            answer = judge(member, self._facts, self._as_of, use, title=title, edition_note=note, settled=settled)
            self._answers[question] = answer
        return answer

    def _tick(self) -> None:
        self._done += 1
        if self._progress and (self._done % _PROGRESS_EVERY == 0 or self._done == self._total):
            self._progress(self._done, self._total)
