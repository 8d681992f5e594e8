"""Read what a policy is as a document (元数据): head, foot, labels of its page, then what follows from them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guiju.domain.clauses import Outline
from guiju.domain.language import Words
from guiju.domain.policy.meta.bodies import bodies_in_title, body_names
from guiju.domain.policy.meta.cited import cited_read, titles_marked
from guiju.domain.policy.meta.dates import DATE, date_in
from guiju.domain.policy.meta.document_numbers import number_in, printed, year_in
from guiju.domain.policy.meta.foot import Foot, foot_read
from guiju.domain.policy.meta.head import Head, head_read, signature_names
from guiju.domain.policy.meta.labels import Labels
from guiju.domain.policy.meta.model import Meta
from guiju.domain.policy.meta.period import period_read
from guiju.domain.policy.meta.region import RegionRead, region_read
from guiju.domain.policy.meta.truncation import cut_read, missing_read
from guiju.domain.policy.meta.unmarked import unmarked_read
from guiju.domain.policy.model import Doubt
from guiju.domain.policy.places import Places
from guiju.domain.text import Cleaned, fold

_DRAFT = re.compile(
    r"(?:征求|征集|听取)[^。\n]{0,60}意见(?![^。]{0,6}(?:修改|采纳))|公开征集意见|草案|送审稿|讨论稿|报批稿|初稿|审议稿"
)
_STAGE = re.compile(r"[(（][\u4e00-\u9fff]{2,12}[)）]")
_LONG_EXCLUDED = 80
_SOURCE_TITLE = re.compile(
    r"(?m)^[^\n]{0,20}?(?P<title>(?P<body>[\u4e00-\u9fff]{4,30}?)关于(?:公开)?(?:征求|印发|发布)[^\n|]{4,100})$"
)


@dataclass(frozen=True, slots=True)
class _Issued:
    """Who issued it and when, each with where it was read."""

    bodies: tuple[str, ...] = ()
    bodies_source: str | None = None
    date: str | None = None
    date_source: str | None = None


def meta_read(cleaned: Cleaned, outline: Outline) -> Meta:
    """The metadata of a policy: nothing is guessed; what is not stated stays None."""
    text = outline.text
    folded = fold(text)
    places = Places(outline)
    head = head_read(text, folded, _titles_below(outline))
    title = _fuller(head.title, outline)
    foot = foot_read(text, folded, head.end if head.end < len(folded.rstrip()) else head.preamble[0])
    labels = Labels(cleaned.source)
    number = _number(head, labels)
    reposted = _noticed_in_source(labels, head)
    notice_title = head.notice_title or (reposted[1] if reposted else None)
    issued = _issued(head, foot, labels, reposted[0] if reposted else ())
    region = region_read(issued.bodies, head.title, notice_title, number, folded)
    published = _published(labels)
    preamble = folded[head.preamble[0] : head.preamble[1]]
    missing = tuple(missing_read(text, folded, outline))
    return Meta(
        title=title,
        title_source=head.title_source,
        notice_title=notice_title,
        issuing_bodies=issued.bodies,
        issuing_bodies_source=issued.bodies_source,
        document_number=number,
        issued_date=issued.date,
        issued_date_source=issued.date_source,
        issued_year_from_number=year_in(number) if number else None,
        published_date=published[0] if published else None,
        published_date_source=published[1] if published else None,
        region=region.place,
        region_source=region.source,
        level=region.level,
        status="draft" if _is_draft(head, notice_title, folded) else "final",
        addressees=_addressees(head.addressees),
        basis=cited_read(
            text,
            folded,
            places,
            own=(title, notice_title),
            own_at=(head.title_at, head.notice_at),
            preamble=head.preamble,
            sending=(head.sending.start, head.sending.end) if head.sending else (0, 0),
        ),
        cited_without_marks=unmarked_read(text, folded, places, list(titles_marked(folded)), head.preamble[0]),
        period=period_read(outline, folded, head.title, preamble),
        cut=cut_read(text, folded, places),
        missing=missing,
        excluded=_excluded(cleaned),
        doubts=tuple(_doubts(head, region)),
    )


def _titles_below(outline: Outline) -> tuple[tuple[int, int], ...]:
    """Titles after the first signature that stands below numbered points; the draft in the annex of a notice."""
    first = next((clause.start for clause in outline.clauses if clause.number), None)
    if first is None:
        return ()
    signed = next((one.end for one in outline.clauses if one.kind == "closing" and one.start > first), None)
    return tuple(span for span in outline.titles if signed is not None and span[0] >= signed)


def _fuller(title: str | None, outline: Outline) -> str | None:
    """The title with the bracket that the document itself has and the notice leaves out (征求意见稿, 试行)."""
    for clause in outline.clauses:
        rest = (clause.title or "").removeprefix(title) if title and clause.kind == "annex" else ""
        if title and rest != clause.title and _STAGE.fullmatch(rest):
            return title + rest
    return title


def _is_draft(head: Head, notice_title: str | None, folded: str) -> bool:
    """Whether a title says so, or, where none stands, the words of the notice that puts it up for comment."""
    if head.title is None or head.title_source == "印发通知":
        return _DRAFT.search(folded, 0, max(head.end, 1)) is not None
    return _DRAFT.search(f"{head.title}{notice_title or ''}") is not None


def _number(head: Head, labels: Labels) -> str | None:
    if head.number:
        return printed(head.number)
    labelled = labels.get("number")
    if labelled is None or number_in(labelled[0]) is None:
        return None
    return printed(labelled[0])


def _issued(head: Head, foot: Foot, labels: Labels, reposted: tuple[str, ...]) -> _Issued:
    """Bodies: signature of the notice, of the text, the title, the page's label. Date: the same way."""
    signed_notice = signature_names(head.signature)
    title_bodies = bodies_in_title(fold(head.notice_title or head.title or "")) or bodies_in_title(
        fold(head.title or "")
    )
    signed = signature_names(foot.signature)
    labelled = labels.get("issuer")
    label_bodies = body_names(labelled[0]) if labelled else ()
    bodies: tuple[tuple[tuple[str, ...], str], ...] = (
        (signed_notice, "印发通知落款"), (signed, "落款"), (title_bodies, "标题"),
        (signature_names(head.under_signed), "题下署名"), (signature_names(head.letterhead[:1]), "版头"),
        (label_bodies, "页面所标发文机关"),
        (_order_body(head), "文号"), (reposted, "页面所列原文标题"),
    )  # fmt: skip
    names, source = next(((names, source) for names, source in bodies if names), ((), None))
    dates = (
        (head.dated and date_in(head.dated.folded), "印发通知落款" if head.signature or head.sending else "题注"),
        (foot.dated and date_in(foot.dated.folded), "落款"),
        (_bracket_date(head), "题注"),
        (_labelled_date(labels), "页面所标成文日期"),
        (head.under and date_in(head.under.folded), "题下日期"),
    )
    day, day_source = next(((day, source) for day, source in dates if day), (None, None))
    return _Issued(names, source, day, day_source)


def _order_body(head: Head) -> tuple[str, ...]:
    """The body that an order names: 湖南省人民政府令第302号."""
    found = re.match(r"(?P<body>[\u4e00-\u9fff]{4,30})令", head.number or "")
    return body_names(found["body"]) if found else ()


def _noticed_in_source(labels: Labels, head: Head) -> tuple[tuple[str, ...], str] | None:
    """A reposted draft: the page names the original notice, with the body that issued it."""
    for found in _SOURCE_TITLE.finditer(labels.text):
        names = body_names(found["body"])
        if names and head.title and fold(head.title)[:12] in found["title"]:
            title = found["title"].strip()
            return names, title if title.count("《") == title.count("》") else title.removesuffix("》")
    return None


def _bracket_date(head: Head) -> str | None:
    """A date in the bracket below the title (2019年4月2日…令第3号公布)."""
    for line in head.lines:
        if line.kind == "bracket" and DATE.search(line.folded):
            return date_in(line.folded)
    return None


def _labelled_date(labels: Labels) -> str | None:
    labelled = labels.get("issued")
    return date_in(labelled[0]) if labelled else None


def _published(labels: Labels) -> tuple[str, str] | None:
    for found in (labels.get("published"), labels.timestamp()):
        day = date_in(found[0]) if found else None
        if found and day:
            return day, found[1]
    return None


def _addressees(printed_line: str | None) -> tuple[str, ...]:
    if printed_line is None:
        return ()
    line = printed_line.rpartition(" | ")[2].strip().rstrip(":：")
    return tuple(part.strip() for part in re.split(r"[,，;；]", line) if part.strip())


def _excluded(cleaned: Cleaned) -> tuple[str, ...]:
    """What cleaning took out of the page as no part of the policy, shortened."""
    taken = (one.old.strip() for one in cleaned.repairs if not one.new.strip() and len(one.old.strip()) >= 4)
    return tuple(" ".join(old.split())[:_LONG_EXCLUDED] for old in taken if re.search(r"[\u4e00-\u9fff]{2}", old))[:50]


def _doubts(head: Head, region: RegionRead) -> list[Doubt]:
    doubts = []
    if head.title is None:
        doubts.append(Doubt(0, min(head.end, 40), "meta", Words("没有找到标题", "no title was found")))
    if region.candidates:
        names = "、".join(one.full_name for one in region.candidates)
        why = Words(f"地名不止一处:{names}", f"more than one region has this name: {names}")
        doubts.append(Doubt(*head.title_at, "meta", why))
    return doubts
