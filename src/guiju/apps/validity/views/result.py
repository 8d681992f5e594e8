"""The page of one check (查新结果): progress, then counts, filters, verdicts; and the cited passages of its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guiju.apps.validity.models import Check
from guiju.apps.validity.passages import excerpt, pieces
from guiju.apps.validity.queries import changes_since, check_by_key, passages_kept, result_of
from guiju.apps.validity.views.asking import owner_of
from guiju.domain.language import Words
from guiju.domain.validity import FLAG_WORDS, USE_WORDS, VERDICT_WORDS, Flag, Verdict
from guiju.domain.validity.saying import TONES, evidence_lines
from guiju.kernel.accounts.access import access
from guiju.kernel.jobs.queries import progress_of, words_of

PAGE_SIZE = 100
PASSAGES = 200
_GRAVEST_FIRST = ("bad", "warn", "none", "soon", "mute", "good")
MARKABLE = (".docx", ".docm", ".xlsx", ".xlsm", ".xls", ".csv")


class Row(NamedTuple):
    """One verdict as the table shows it."""

    file: int
    nth: int
    citation: Mapping[str, Any]
    member: Mapping[str, Any]


def visible(request: HttpRequest, key: str) -> Check:
    """The check behind the link; 404 for strangers, so that nobody learns which links exist."""
    found = check_by_key(key, owner_of(request))
    if found is None or (found.expires_at is not None and found.expires_at <= timezone.now()):
        raise Http404
    return found


@access("public")
@never_cache
@require_safe
def result(request: HttpRequest, key: str) -> HttpResponse:
    """Progress while the check runs; the verdicts once it has."""
    check = visible(request, key)
    found = result_of(check)
    if found is None:
        return render(
            request,
            "validity/waiting.html",
            {"check": check, "job": check.job, "reason": words_of(check.job.reason) if check.job else None},
        )
    return render(request, "validity/result.html", _context(request, check, found))


@access("public")
@never_cache
@require_safe
def progress(request: HttpRequest, key: str) -> JsonResponse:
    """How far the check is: state, done, total, message, seconds_left."""
    check = visible(request, key)
    if check.finished_at or check.job is None:
        return JsonResponse({"state": "succeeded", "done": 1, "total": 1, "message": ""})
    body = progress_of(check.job, lang=get_language() or "zh", now=timezone.now())
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


@access("public")
@never_cache
@require_safe
def passages(request: HttpRequest, key: str, file: str) -> HttpResponse:
    """The cited passages of one file in order, each citation marked with its verdict; `PASSAGES` citations a page."""
    check = visible(request, key)
    found = result_of(check)
    if found is None or int(file) >= len(found["files"]):
        raise Http404
    shown = found["files"][int(file)]
    pages = max(1, -(-len(shown["citations"]) // PASSAGES))
    page = min(max(1, _number(request.GET.get("page", "1"))), pages)
    first = (page - 1) * PASSAGES
    texts = passages_kept(check).get(str(int(file)), {})
    placed: dict[str, list[tuple[int, Mapping[str, Any]]]] = {}
    for index, citation in enumerate(shown["citations"][first : first + PASSAGES], first):
        placed.setdefault(citation["place"], []).append((index, citation))
    blocks = [(group[0][1]["where"], pieces(texts[place], group)) for place, group in placed.items() if place in texts]
    context = {
        "check": check,
        "shown": shown,
        "blocks": blocks,
        "page": page,
        "pages": pages,
        "lang_key": _lang_key(),
    }
    return render(request, "validity/passages.html", context)


def _context(request: HttpRequest, check: Check, found: dict[str, Any]) -> dict[str, Any]:
    chosen = {name: request.GET.get(name, "") for name in ("verdict", "flag", "file")}
    rows = [row for row in _rows(found) if _fits(row, chosen)]
    rows.sort(key=_gravity if request.GET.get("sort") == "verdict" else lambda row: (row.file, row.nth))
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    page = min(max(1, _number(request.GET.get("page", "1"))), pages)
    shown = rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    texts = passages_kept(check)
    return {
        "check": check,
        "result": found,
        "lang_key": _lang_key(),
        "rows": [(row, _excerpt(row, texts)) for row in shown],
        "total": len(rows),
        "first": (page - 1) * PAGE_SIZE + 1,
        "page": page,
        "pages": pages,
        "page_href": "?" + urlencode({**_kept(chosen), **_sorted(request), "page": ""}) + "{page}",
        "sort": request.GET.get("sort", ""),
        "sort_href": lambda by: "?" + urlencode({**_kept(chosen), **({"sort": by} if by else {})}),
        "facets": list(_facets(found, chosen)),
        "chips": _chips(found, chosen),
        "changes": changes_since(check),
        "uses": [(use.value, words) for use, words in USE_WORDS.items()],
        "marked_files": [f for f in check.files.all() if f.stored_id and f.name.lower().endswith(MARKABLE)],
        "evidence_lines": evidence_lines,
        "passage_page": lambda row: row.nth // PASSAGES + 1,
        "flag_words": FLAG_WORDS,
    }


def _rows(found: Mapping[str, Any]) -> Iterator[Row]:
    for position, file in enumerate(found["files"]):
        for index, citation in enumerate(file["citations"]):
            for member in citation["members"]:
                yield Row(position, index, citation, member)


def _fits(row: Row, chosen: Mapping[str, str]) -> bool:
    return (
        chosen["verdict"] in {"", row.member["verdict"]}
        and (not chosen["flag"] or chosen["flag"] in row.member["flags"])
        and chosen["file"] in {"", str(row.file)}
    )


def _gravity(row: Row) -> tuple[int, int, int]:
    return _GRAVEST_FIRST.index(TONES[Verdict(row.member["verdict"])]), row.file, row.nth


def _excerpt(row: Row, texts: Mapping[str, Mapping[str, str]]) -> tuple[str, str, str]:
    text = texts.get(str(row.file), {}).get(row.citation["place"], "")
    return excerpt(text, row.citation["start"], row.citation["end"]) if text else ("", row.citation["span"], "")


def _kept(chosen: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in chosen.items() if value}


def _sorted(request: HttpRequest) -> dict[str, str]:
    return {"sort": request.GET["sort"]} if request.GET.get("sort") else {}


def _href(chosen: Mapping[str, str], name: str, value: str) -> str:
    """The address with one filter set, or taken away when it is chosen already."""
    query = {**_kept(chosen), name: value}
    if chosen[name] == value:
        del query[name]
    return "?" + urlencode(query)


def _facets(found: Mapping[str, Any], chosen: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    counted = found["counts"]
    yield {
        "title": Words("结论", "Verdict"),
        "items": [
            _item(chosen, "verdict", verdict.value, VERDICT_WORDS[verdict], counted["verdicts"][verdict.value])
            for verdict in Verdict
            if counted["verdicts"].get(verdict.value)
        ],
    }
    yield {
        "title": Words("提示", "Remarks"),
        "items": [
            _item(chosen, "flag", flag.value, FLAG_WORDS[flag], counted["flags"][flag.value])
            for flag in Flag
            if counted["flags"].get(flag.value)
        ],
    }
    if len(found["files"]) > 1:
        yield {
            "title": Words("文件", "File"),
            "items": [
                _item(chosen, "file", str(position), Words(file["name"], file["name"]), len(file["citations"]))
                for position, file in enumerate(found["files"])
            ],
        }


def _item(chosen: Mapping[str, str], name: str, value: str, words: Words, count: int) -> dict[str, Any]:
    return {
        "words": words,
        "count": count,
        "href": _href(chosen, name, value),
        "chosen": chosen[name] == value,
        "verdict": value if name == "verdict" else "",
    }


def _chips(found: Mapping[str, Any], chosen: Mapping[str, str]) -> list[tuple[Words, str]]:
    words: dict[str, Words] = {}
    if chosen["verdict"] in set(Verdict):
        words["verdict"] = VERDICT_WORDS[Verdict(chosen["verdict"])]
    if chosen["flag"] in set(Flag):
        words["flag"] = FLAG_WORDS[Flag(chosen["flag"])]
    position = _number(chosen["file"] or "-1")
    if 0 <= position < len(found["files"]):
        name = found["files"][position]["name"]
        words["file"] = Words(name, name)
    return [(text, _href(chosen, name, chosen[name])) for name, text in words.items()]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _lang_key() -> str:
    return "zh" if (get_language() or "zh").startswith("zh") else "en"
