"""The result of a check as JSON values (查新结果), the one truth every page, file and report is made from.

Shape: contracts, `guiju check --json`. Values are strings, integers, lists, objects, true, false and null only,
so that the canonical form (RFC 8785) is the same everywhere.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from guiju.domain.citations import Citation, Found
from guiju.domain.documents import Unread
from guiju.domain.language import Words
from guiju.domain.validity.facts import CatalogueFacts
from guiju.domain.validity.model import Evidence, MemberVerdict

Json = dict[str, Any]


def result_json(*, files: list[Json], facts: CatalogueFacts, as_of: date, checked_at: datetime) -> Json:
    """The whole result; `checked_at` must carry its time zone and is written in UTC to the second."""
    newest = facts.newest_source_date
    return {
        "checked_at": checked_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "as_of": as_of.isoformat(),
        "catalogue": {
            "snapshot": facts.snapshot,
            "editions": facts.editions,
            "newest_source_date": newest.isoformat() if newest else None,
        },
        "files": files,
        "counts": counts(files),
    }


def file_json(*, name: str, sha256: str, kind: str, citations: list[Json], unread: Iterable[Unread]) -> Json:
    """One checked file; `kind` is the document's use (standard, report, contract, list)."""
    return {
        "name": name,
        "sha256": sha256,
        "kind": kind,
        "citations": citations,
        "unread": [
            {"place": item.place.path, "where": _words(item.place.label), "why": _words(item.why)} for item in unread
        ],
    }


def citation_json(found: Found, members: list[Json], title_in_catalogue: str) -> Json:
    """One citation with its place, exact span and the verdicts on its members."""
    citation: Citation = found.citation
    return {
        "place": found.place.path,
        "where": _words(found.place.label),
        "start": citation.start,
        "end": citation.end,
        "span": citation.span,
        "number": citation.number,
        "kind": citation.kind,
        "members": members,
        "title_in_text": citation.title,
        "title_in_catalogue": title_in_catalogue,
    }


def member_json(member: MemberVerdict) -> Json:
    """One verdict with everything it rests on."""
    return {
        "number": member.number,
        "verdict": member.verdict.value,
        "flags": [flag.value for flag in member.flags],
        "evidence": [_evidence(item) for item in member.evidence],
        "successors": list(member.successors),
        "chain": list(member.chain),
        "candidates": list(member.candidates),
        "suggestion": member.suggestion,
        "advice": _words(member.advice),
        "title": member.title_in_catalogue,
        "edition": member.edition_id,
        "fictitious": member.fictitious,
    }


def counts(files: Iterable[Mapping[str, Any]]) -> Json:
    """How many files, citations, members, unread places; members by verdict and by flag."""
    verdicts: Counter[str] = Counter()
    flags: Counter[str] = Counter()
    citations = unread = number = 0
    for file in files:
        number += 1
        unread += len(file["unread"])
        citations += len(file["citations"])
        for citation in file["citations"]:
            for member in citation["members"]:
                verdicts[member["verdict"]] += 1
                flags.update(member["flags"])
    return {
        "files": number,
        "citations": citations,
        "members": verdicts.total(),
        "unread": unread,
        "verdicts": dict(sorted(verdicts.items())),
        "flags": dict(sorted(flags.items())),
    }


def canonical(value: Mapping[str, Any]) -> bytes:
    """The canonical JSON (RFC 8785) of a result.

    Its names are ASCII and its values hold no numbers but whole ones, so that Python's own sorted, compact JSON is the
    canonical one, three times as fast. Raises ValueError or RecursionError for what is no such value.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def digest(result: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a result, in lower-case hexadecimal."""
    return hashlib.sha256(canonical(result)).hexdigest()


def _evidence(item: Evidence) -> Json:
    return {
        "fact": _words(item.fact),
        "source": item.source,
        "said_on": item.said_on.isoformat() if item.said_on else None,
    }


def _words(words: Words) -> Json:
    return {"zh": words.zh, "en": words.en}
