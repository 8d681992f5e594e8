"""The laboratory's record of a check (查新记录表): one row per standard, also where nothing changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guiju.domain.language import Words
from guiju.domain.validity import VERDICT_WORDS, Verdict
from guiju.domain.validity.changes import Change
from guiju.domain.validity.saying import flag_words, verdict_word, where_to

TITLE = Words("标准查新记录表", "Record of standards validity check")
COLUMNS: tuple[tuple[Words, float], ...] = (
    (Words("序号", "No."), 5),
    (Words("受控编号", "Controlled no."), 10),
    (Words("标准编号", "Standard"), 20),
    (Words("标准名称", "Title"), 28),
    (Words("查新结论", "Verdict"), 14),
    (Words("现行版本或候选", "Current edition or candidates"), 22),
    (Words("与上次相比", "Since last time"), 18),
    (Words("需方法验证", "Method verification"), 10),
    (Words("备注", "Remarks"), 18),
)
ROUTE = Words(
    "规矩标准库（快照 {snapshot}，最新来源 {newest}）", "Guiju catalogue (snapshot {snapshot}, newest source {newest})"
)

_NO_CHANGE = Words("无变化", "No change")
_FIRST_TIME = Words("首次查新", "First check")
_ADDED = Words("新增", "Added")
_CHANGED = Words("{before} → {after}", "{before} → {after}")
_SUCCESSOR = Words("代替标准有变", "Successor changed")
_FLAG = Words("提示有变", "Remarks changed")
_VERIFY_WORDS = {"yes": Words("是", "Yes"), "no": Words("否", "No"), "decide": Words("待定", "To be decided")}
_VERIFY: dict[Verdict, str] = {
    Verdict.IN_FORCE: "no",
    Verdict.REPLACED: "yes",
    Verdict.PARTLY_REPLACED: "yes",
    Verdict.IN_FORCE_TO_BE_REPLACED: "yes",
}


@dataclass(frozen=True, slots=True)
class RecordHead:
    """What stands above the table: who, when, by which route; empty where a person fills it in by hand."""

    report_number: str
    organisation: str
    route: str
    as_of: str
    checked_at: str
    checked_by: str
    reviewed_by: str = ""

    def lines(self, lang: str) -> list[tuple[str, str]]:
        """(label, value) pairs in order."""
        labels = (
            Words("单位", "Organisation"),
            Words("记录编号", "Record no."),
            Words("查新途径", "Route"),
            Words("基准日", "As of"),
            Words("查新日期", "Date of check"),
            Words("查新人", "Checked by"),
            Words("复核人", "Reviewed by"),
        )
        values = (
            self.organisation,
            self.report_number,
            self.route,
            self.as_of,
            self.checked_at,
            self.checked_by,
            self.reviewed_by,
        )
        return [(label.pick(lang), value) for label, value in zip(labels, values, strict=True)]


def record_head(
    result: Mapping[str, Any], *, report_number: str, organisation: str, checked_by: str, lang: str
) -> RecordHead:
    """The head of the record of one result."""
    catalogue = result["catalogue"]
    route = ROUTE.pick(lang, snapshot=catalogue["snapshot"] or "—", newest=catalogue["newest_source_date"] or "—")
    return RecordHead(report_number, organisation, route, result["as_of"], result["checked_at"][:10], checked_by)


def record_rows(result: Mapping[str, Any], changed: Sequence[Change] | None, lang: str) -> Iterator[list[str]]:
    """Rows in the order of `COLUMNS`, one per distinct number; `changed` is None for a first check."""
    since = {change.number: change for change in changed or ()}
    seen: set[str] = set()
    for file in result["files"]:
        for citation in file["citations"]:
            for member in citation["members"]:
                if member["number"] in seen:
                    continue
                seen.add(member["number"])
                yield [
                    str(len(seen)),
                    "",
                    member["number"],
                    member["title"] or citation["title_in_text"],
                    verdict_word(member, lang),
                    where_to(member, lang),
                    _since(since.get(member["number"]), first=changed is None, lang=lang),
                    _VERIFY_WORDS[_VERIFY.get(Verdict(member["verdict"]), "decide")].pick(lang),
                    "；".join(flag_words(member, lang)),
                ]


def _since(change: Change | None, *, first: bool, lang: str) -> str:
    if first:
        return _FIRST_TIME.pick(lang)
    if change is None:
        return _NO_CHANGE.pick(lang)
    if change.kind == "verdict" and change.before and change.after:
        before, after = (VERDICT_WORDS[Verdict(side["verdict"])].pick(lang) for side in (change.before, change.after))
        return _CHANGED.pick(lang, before=before, after=after)
    return {"added": _ADDED, "successor": _SUCCESSOR, "flag": _FLAG}[change.kind].pick(lang)
