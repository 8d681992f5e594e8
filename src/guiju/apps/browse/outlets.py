"""Views for machines that follow the site (机器入口): sitemap files and feeds."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from guiju.apps.browse.feeds import ENTRIES, FORMATS, Entry, feed, moment_of
from guiju.apps.browse.sitemaps import sitemap, sitemap_index
from guiju.apps.browse.trees import TREES, node
from guiju.apps.catalogue.queries import edition_get
from guiju.apps.catalogue.queries.counting import search_address, search_read
from guiju.apps.catalogue.queries.following import edition_happened
from guiju.apps.catalogue.queries.listed import edition_last, editions_between
from guiju.apps.catalogue.queries.newest import editions_newest
from guiju.apps.catalogue.queries.page import Listed
from guiju.domain.language import Words
from guiju.domain.validity import STATUS_WORDS
from guiju.kernel.accounts.access import access

EACH = 10_000
TITLE = Words("规矩：最近发布的标准", "Guiju: newest standards")
TITLE_OF = Words("规矩：{asked}", "Guiju: {asked}")
ABOUT = Words(
    "标准库中按发布日期最新的标准，状态按今天推算。",
    "The newest standards of the catalogue by date of publication, with their status today.",
)
OF_ONE = Words(
    "这个标准的状态变化和本站记录的更改。",
    "How its status turns, and what changes in its record here.",
)
LINE = Words("{status}；发布 {published}；实施 {effective}", "{status}; published {published}; effective {effective}")
_XML = "application/xml; charset=utf-8"
# Pages that stand for themselves, by the names of their views.
PAGES = ("home", "about", "catalogue:results", "catalogue:about_data", "browse:all", "browse:statistics")


@access("public")
@require_safe
@cache_control(public=True, max_age=3600)
def sitemaps(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: the other files."""
    files = range(1, -(-edition_last() // EACH) + 1)
    paths = [reverse("browse:sitemap_pages"), *(reverse("browse:sitemap", args=[nth]) for nth in files)]
    return HttpResponse(sitemap_index(map(request.build_absolute_uri, paths)), content_type=_XML)


@access("public")
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    """The pages that stand for themselves, and the tops of the classifications."""
    paths = [reverse(name) for name in PAGES]
    today = timezone.localdate()
    for tree in TREES:
        paths.append(reverse("browse:tree", args=[tree]))
        top = node(tree, "", today)
        paths += [reverse("browse:node", args=[tree, branch.code.code]) for branch in (top.branches if top else ())]
    return HttpResponse(sitemap((request.build_absolute_uri(path), "") for path in paths), content_type=_XML)


@access("public")
@require_safe
@cache_control(public=True, max_age=3600)
def sitemap_standards(request: HttpRequest, nth: int) -> HttpResponse:
    """The nth 10,000 standards by key."""
    if nth < 1 or (nth - 1) * EACH >= max(edition_last(), 1):
        raise Http404
    rows = editions_between((nth - 1) * EACH + 1, nth * EACH)
    base = request.build_absolute_uri(reverse("catalogue:results"))
    pages = ((f"{base}{pk}/", day.isoformat() if day else "") for pk, day in rows)
    return HttpResponse(sitemap(pages), content_type=_XML)


@access("public")
@require_safe
@cache_control(public=True, max_age=600)
def newest(request: HttpRequest, kind: str) -> HttpResponse:
    """The newest standards of a search, `?q=` and filters as on the page of results, as Atom or RSS."""
    if kind not in FORMATS:
        raise Http404
    lang = get_language() or "zh"
    ask = search_read(request.GET.urlencode(), timezone.localdate())
    whole = ask.whole("zh" if lang.startswith("zh") else "")
    page = request.build_absolute_uri(reverse("catalogue:results"))
    rows = [row for row in editions_newest(ask, ENTRIES) if not row.edition.fictitious]
    made = feed(
        kind,
        title=TITLE_OF.pick(lang, asked=whole) if whole else TITLE.pick(lang),
        about=ABOUT.pick(lang),
        page=request.build_absolute_uri(search_address(ask)),
        address=request.build_absolute_uri(),
        language="en" if lang.startswith("en") else "zh-Hans",
        entries=[_entry(row, f"{page}{row.edition.pk}/", lang) for row in rows],
    )
    return HttpResponse(made, content_type=f"application/{kind}+xml; charset=utf-8")


@access("public")
@require_safe
@cache_control(public=True, max_age=600)
def standard(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """What happened to one standard, its status and its record, as Atom or RSS."""
    lang = "en" if (get_language() or "zh").startswith("en") else "zh"
    try:
        edition = edition_get(pk)
    except (ObjectDoesNotExist, OverflowError) as error:
        raise Http404 from error
    if kind not in FORMATS:
        raise Http404
    page = request.build_absolute_uri(reverse("catalogue:edition", args=[pk]))
    title = f"{edition.number} {edition.title}".strip()
    made = feed(
        kind,
        title=TITLE_OF.pick(lang, asked=title),
        about=OF_ONE.pick(lang),
        page=page,
        address=request.build_absolute_uri(),
        language="en" if lang == "en" else "zh-Hans",
        entries=[
            Entry(f"{page}#{one.key}", f"{edition.number} {one.words.pick(lang)}", page, title, one.at, one.at)
            for one in edition_happened(edition, timezone.localdate(), ENTRIES)
        ],
    )
    return HttpResponse(made, content_type=f"application/{kind}+xml; charset=utf-8")


def _entry(row: Listed, link: str, lang: str) -> Entry:
    edition, unknown = row.edition, "—"
    line = LINE.pick(
        lang,
        status=STATUS_WORDS[row.status].pick(lang),
        published=edition.published or unknown,
        effective=edition.effective or unknown,
    )
    day = moment_of(edition.published)
    return Entry(link, f"{edition.number} {edition.title}".strip(), link, line, day, day)
