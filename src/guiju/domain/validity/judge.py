"""The verdict on one cited number (查新结论): exactly one, with flags, evidence, successors and advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from guiju.domain.language import Words
from guiju.domain.numbers import StandardNumber, edition_key, series_key
from guiju.domain.validity.advice import advise, advise_instead
from guiju.domain.validity.candidates import candidates, closest, parsed, siblings
from guiju.domain.validity.facts import CatalogueFacts, EditionFacts
from guiju.domain.validity.model import Evidence, MemberVerdict, StatusAnswer
from guiju.domain.validity.settlement import Settled
from guiju.domain.validity.sight import Sight
from guiju.domain.validity.standing import LIVE, OVER, Standing, standing
from guiju.domain.validity.status import assess
from guiju.domain.validity.titles import title_differs
from guiju.domain.validity.words import STATUS_WORDS, DocumentUse, Flag, Status, Verdict

# Evidence older than this is called old (依据较旧): lists are usually compared once a year, before the audit.
STALE_AFTER_DAYS = 365

VERDICT_OF: dict[Status, Verdict] = {
    Status.DRAFT: Verdict.DRAFT,
    Status.UPCOMING: Verdict.UPCOMING,
    Status.IN_FORCE: Verdict.IN_FORCE,
    Status.IN_FORCE_TO_BE_REPLACED: Verdict.IN_FORCE_TO_BE_REPLACED,
    Status.IN_FORCE_AMENDED: Verdict.IN_FORCE,
    Status.PARTLY_REPLACED: Verdict.PARTLY_REPLACED,
    Status.PARTLY_WITHDRAWN: Verdict.PARTLY_REPLACED,
    Status.PARALLEL: Verdict.IN_FORCE_TO_BE_REPLACED,
    Status.REPLACED: Verdict.REPLACED,
    Status.WITHDRAWN: Verdict.WITHDRAWN,
    Status.WITHDRAWN_SUCCESSOR_UNKNOWN: Verdict.WITHDRAWN_SUCCESSOR_UNKNOWN,
    Status.RENUMBERED: Verdict.RENUMBERED,
    Status.UNKNOWN: Verdict.UNKNOWN,
}
_OPEN = frozenset({Verdict.UNKNOWN, Verdict.WITHDRAWN_SUCCESSOR_UNKNOWN})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked: the number, on which facts and day, by what kind of document, with which title beside it."""

    member: StandardNumber
    key: str
    sight: Sight
    use: DocumentUse
    title: str
    edition_note: str


def judge(
    member: StandardNumber,
    facts: CatalogueFacts,
    as_of: date,
    use: DocumentUse,
    title: str = "",
    edition_note: str = "",
    *,
    settled: Settled | None = None,
    known_on: date | None = None,
) -> MemberVerdict:
    """The verdict on `member` for day `as_of`; `use` changes the advice only.

    `title` and `edition_note` are what stands beside the number; `settled` is what a person found out about a number
    the catalogue lacks. Flag duplicate is the caller's to set: only it sees the other citations.
    """
    asked = _Asked(member, edition_key(member), Sight(facts, as_of, known_on), use, title, edition_note)
    record = _record(asked)
    if record is not None:
        return _judge_record(asked, record)
    if settled is not None:
        return _judge_settled(asked, settled)
    if not member.dated and facts.by_series.get(series_key(member)):
        return _judge_undated(asked)
    return _judge_named(asked) or _judge_absent(asked)


def judge_malformed(
    text: str, reason: Words | str, suggestion: str, use: DocumentUse, sight: Sight | None = None
) -> MemberVerdict:
    """The verdict on a text that should be a number and is none: why (words, or a code), the nearest reading.

    A reading that leaves the year open is completed from the editions seen, where one is a digit away.
    """
    held: tuple[str, ...] = ()
    nearest = parsed(suggestion) if sight else None
    if sight and nearest and not nearest.dated:
        held = candidates(nearest, sight)
        suggestion = closest(text, held) or suggestion
    words = reason if isinstance(reason, Words) else Words(reason, reason)
    return MemberVerdict(
        number=text,
        verdict=Verdict.MALFORMED,
        evidence=(Evidence(words, "guiju", None),) if words.zh else (),
        candidates=held,
        suggestion=suggestion,
        advice=advise(Verdict.MALFORMED, use, suggestion=suggestion, candidates=() if suggestion in held else held),
    )


def _judge_settled(asked: _Asked, settled: Settled) -> MemberVerdict:
    """A number a person has looked into: it stands for another one, or nobody ever published it."""
    if settled.outcome == "no_such_number":
        nobody = judge_malformed(asked.key, "", "", asked.use)
        return replace(nobody, evidence=(settled.evidence,), candidates=candidates(asked.member, asked.sight))
    meant = parsed(settled.meant)
    if meant is None:
        return _judge_absent(asked)
    sight = asked.sight
    found = judge(meant, sight.facts, sight.as_of, asked.use, asked.title, asked.edition_note, known_on=sight.known_on)
    return replace(
        found,
        number=asked.key,
        evidence=(settled.evidence, *found.evidence),
        suggestion=settled.meant,
        advice=advise_instead(settled.meant, found.advice),
    )


def _record(asked: _Asked) -> EditionFacts | None:
    """The record cited. A number without year is a record's own only where the series has no dated edition."""
    found = asked.sight.editions(asked.key)
    if not found:
        return None
    if not asked.member.dated and any(e.number != asked.key for e in siblings(asked.member, asked.sight)):
        return None
    fitting = [e for e in found if asked.title and not title_differs(asked.title, e.title_zh, e.title_en)]
    return min(fitting or found, key=lambda e: (e.fictitious, -len(e.assertions)))


def _judge_record(asked: _Asked, record: EditionFacts) -> MemberVerdict:
    answer, there, found = assess(record, asked.sight)
    verdict = VERDICT_OF[answer.status]
    adoption = _adoption(record, asked.sight) if answer.status not in OVER else ()
    flags = [Flag.HAS_AMENDMENT] if there.amendments and answer.status in LIVE else []
    if title_differs(asked.title, record.title_zh, record.title_en):
        flags.append(Flag.TITLE_DIFFERS)
    flags += _stale(answer.evidence_age_days)
    if adoption:
        flags.append(Flag.ADOPTION_CHANGED)
    also: tuple[str, ...] = ()
    if verdict in _OPEN or _lost(answer):
        also = candidates(asked.member, asked.sight, besides=record.number, newer_than=record)
    return MemberVerdict(
        number=asked.key,
        verdict=verdict,
        flags=(*flags, *_noted(asked)),
        evidence=(*answer.evidence, *_amended(there, answer.status), *adoption, *_twice(asked)),
        successors=answer.successors,
        chain=found.steps if answer.successors or answer.status in OVER else (),
        candidates=also,
        advice=advise(verdict, asked.use, successors=answer.successors, candidates=also),
        edition_id=record.id or None,
        title_in_catalogue=record.title_zh or record.title_en,
        fictitious=record.fictitious,
    )


def _judge_named(asked: _Asked) -> MemberVerdict | None:
    """A number without a record of its own that a relation names: another standard says it took its place."""
    told = asked.sight.from_object(asked.key, "replaces", "renumbered_from")
    told += asked.sight.from_subject(asked.key, "converted_to_recommended")
    if not told:
        return None
    first = told[0]
    level = asked.member.level
    named = EditionFacts(0, asked.key, "", level=level, source=first.source, recorded_on=first.asserted_on)
    found = _judge_record(asked, named)
    return None if found.verdict is Verdict.UNKNOWN else found


def _judge_undated(asked: _Asked) -> MemberVerdict:
    """A number without year whose series we hold: which editions it may mean, the one in force first."""
    also = candidates(asked.member, asked.sight)
    evidence: tuple[Evidence, ...] = ()
    age = None
    latest = asked.sight.edition(also[0]) if also else None
    if latest is not None:
        answer = assess(latest, asked.sight)[0]
        word = STATUS_WORDS[answer.status]
        first = Words(f"首选 {latest.number}：{word.zh}", f"First choice {latest.number}: {word.en}")
        evidence = (Evidence(first, latest.source, latest.recorded_on), *answer.evidence)
        age = answer.evidence_age_days
    return MemberVerdict(
        number=asked.key,
        verdict=Verdict.YEAR_MISSING,
        flags=(*_other_title(asked), Flag.UNDATED_REFERENCE, *_stale(age), *_noted(asked)),
        evidence=evidence,
        candidates=also,
        advice=advise(Verdict.YEAR_MISSING, asked.use, candidates=also[:1]),
        title_in_catalogue=(latest.title_zh or latest.title_en) if latest else "",
        fictitious=latest.fictitious if latest else False,
    )


def _judge_absent(asked: _Asked) -> MemberVerdict:
    """A number the catalogue lacks; that says nothing of the standard."""
    also = candidates(asked.member, asked.sight)
    same_year = [e.number for e in siblings(asked.member, asked.sight) if _only_prefix_differs(e, asked.member)]
    suggestion = same_year[0] if same_year else ""
    flags = () if asked.member.dated else (Flag.UNDATED_REFERENCE,)
    return MemberVerdict(
        number=asked.key,
        verdict=Verdict.NOT_IN_CATALOGUE,
        flags=(*flags, *_noted(asked)),
        candidates=also,
        suggestion=suggestion,
        advice=advise(Verdict.NOT_IN_CATALOGUE, asked.use, candidates=also, suggestion=suggestion),
    )


def _only_prefix_differs(edition: EditionFacts, member: StandardNumber) -> bool:
    """GB 5750.1-2006 for GB/T 5750.1-2006."""
    _, space, rest = member.text.partition(" ")
    return bool(space and member.dated) and edition.number != member.text and edition.number.endswith(space + rest)


def _lost(answer: StatusAnswer) -> bool:
    """Whether it has ended and nothing is known to stand in its place."""
    return answer.status in OVER and not answer.successors


def _stale(age: int | None) -> tuple[Flag, ...]:
    return (Flag.STALE_EVIDENCE,) if age is not None and age > STALE_AFTER_DAYS else ()


def _other_title(asked: _Asked) -> tuple[Flag, ...]:
    """Whether no edition of the series bears the title cited."""
    others = [title_differs(asked.title, e.title_zh, e.title_en) for e in siblings(asked.member, asked.sight)]
    return (Flag.TITLE_DIFFERS,) if others and all(others) else ()


def _noted(asked: _Asked) -> tuple[Flag, ...]:
    return (Flag.EDITION_NOTE,) if asked.edition_note or asked.member.edition_note else ()


def _amended(there: Standing, status: Status) -> tuple[Evidence, ...]:
    """Amendments of an edition whose status is another word than amended."""
    if status is Status.IN_FORCE_AMENDED or status not in LIVE:
        return ()
    return tuple(Evidence(Words(f"有修改单 {n}", f"Amended by {n}"), "guiju", None) for n in there.amendments)


def _adoption(record: EditionFacts, sight: Sight) -> tuple[Evidence, ...]:
    """International editions it adopts that are no longer the ones in force; NEQ is no adoption (采标)."""
    changed: list[Evidence] = []
    for relation in sight.from_subject(record.number, "adopts"):
        adopted = sight.edition(relation.object)
        if adopted is None or relation.degree.upper() == "NEQ":
            continue
        if standing(adopted, sight).status not in OVER:
            continue
        answer = assess(adopted, sight)[0]
        zh, en = STATUS_WORDS[answer.status]
        now = "、".join(answer.successors)
        words = Words(
            f"采用的 {adopted.number} 已为{zh}" + (f"，现为 {now}" if now else ""),
            f"The adopted {adopted.number} is {en.lower()}" + (f"; now {now}" if now else ""),
        )
        changed.append(Evidence(words, adopted.source, adopted.recorded_on))
    return tuple(changed)


def _twice(asked: _Asked) -> Sequence[Evidence]:
    count = len(asked.sight.facts.by_number.get(asked.key, ()))
    if count < 2:
        return ()
    words = Words(f"库中有 {count} 条同号记录", f"The catalogue holds {count} records of this number")
    return (Evidence(words, "guiju", None),)
