"""Pages for when something went wrong (出错页): what happened, and what to do next, in both languages."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from guiju.domain.language import Words


class Problem(NamedTuple):
    """One kind of failure: its HTTP status, what happened, and what the reader can do."""

    status: int
    title: Words
    explanation: Words
    remedy: Words


BAD_REQUEST = Problem(
    400,
    Words("请求无法理解", "We could not understand the request"),
    Words("地址或提交的内容不完整。", "The address or what was sent is incomplete."),
    Words("请返回上一页，检查后重新提交。", "Go back, check what you entered and send it again."),
)
FORBIDDEN = Problem(
    403,
    Words("您无权查看此页", "You may not see this page"),
    Words("此页只对有相应职责的人开放。", "This page is open only to people whose role needs it."),
    Words("还没有登录的，请登录后再试；已经登录而职责有变的，请联系本系统的管理员。",
          "If you have not signed in, do; if you have and your role changed, ask the administrator of this system."),
)  # fmt: skip
CSRF = Problem(
    403,
    Words("页面已过期，内容没有提交", "The page has expired and nothing was sent"),
    Words("这个页面打开得太久，或浏览器没有保存本站的 Cookie。",
          "It was open for too long, or the browser does not keep this site's cookies."),
    Words("请返回上一页，刷新后重新提交；并允许本站保存 Cookie。",
          "Go back, reload the page and send it again; allow cookies for this site."),
)  # fmt: skip
NOT_FOUND = Problem(
    404,
    Words("没有找到这个页面", "There is no such page"),
    Words("地址可能有误，或链接已经到期。", "The address may be mistyped, or the link has expired."),
    Words("查找标准，请在上面的搜索框输入标准号或名称；查新结果的私人链接到期后会删除，请重新查新。",
          "To find a standard, type its number or title in the search box; private links to a check end on their date: "
          "run the check again."),
)  # fmt: skip
WRONG_METHOD = Problem(
    405,
    Words("这个地址只接收提交的内容", "This address only takes what a form sends"),
    Words("它本身没有页面可看；没有办理任何事。", "There is no page to see at it, and nothing was done."),
    Words("请返回上一页，从那里的按钮重新提交。", "Go back and use the button there."),
)
TOO_LARGE = Problem(
    413,
    Words("提交的内容过大", "That is too large"),
    Words(
        "一次最多可提交 50 MB 的文件；粘贴的文字最多 5 MB。",
        "At most 50 MB of files can be sent at a time, and 5 MB of pasted text.",
    ),
    Words(
        "请把文件拆开或压缩其中的图片；文字较多时，请存成文件再提交。",
        "Split the file or compress its pictures; send long text as a file.",
    ),
)
TOO_MANY_FILES = Problem(
    413,
    Words("文件太多", "Too many files"),
    Words("一次最多可选择 500 个文件；没有保存任何内容。",
          "At most 500 files can be chosen at a time; nothing was kept."),
    Words("请把它们压缩成一个 zip 文件再提交，一个压缩包最多 2,000 个文件。",
          "Put them into one zip archive, which may hold 2,000 files, and send that."),
)  # fmt: skip
SERVER_ERROR = Problem(
    500,
    Words("系统出错，没有完成这次操作", "Something failed on our side"),
    Words("出错情况已经记录，您的内容没有被改动。", "The failure has been logged; nothing of yours was changed."),
    Words("请稍后再试；如仍然出错，请把发生的时间告诉管理员。",
          "Try again later; if it fails again, tell the administrator when it happened."),
)  # fmt: skip


STORAGE = Problem(
    507,
    Words("磁盘空间不足，没有保存", "The disk is full and nothing was saved"),
    Words("本系统的磁盘写不下您提交的内容；已有的内容没有被改动。",
          "The disk of this system cannot hold what you sent; what was there before is unchanged."),
    Words("请告诉管理员腾出空间，然后重新提交。", "Tell the administrator to free some space, then send it again."),
)  # fmt: skip
BUSY = Problem(
    503,
    Words("正在写入大量数据，没有完成这次操作", "Much is being written just now, and this was not done"),
    Words("数据库正被占用，例如正在导入；您的内容没有被改动。",
          "The database is in use, by an import for instance; nothing of yours was changed."),
    Words("请过几分钟再试。", "Try again in a few minutes."),
)  # fmt: skip
_STORAGE_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
_STORAGE_WORDS = ("disk is full", "disk I/O error", "readonly database", "No space left", "could not extend file")


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The page of `problem`, answered with its status."""
    return render(request, "error.html", {"problem": problem}, status=problem.status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when the body was larger than a page may send, or held more files."""
    if isinstance(exception, TooManyFilesSent):
        return problem_page(request, TOO_MANY_FILES)
    too_large = isinstance(exception, RequestDataTooBig)
    return problem_page(request, TOO_LARGE if too_large else BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: no rule lets this reader in."""
    return problem_page(request, FORBIDDEN)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form did not carry this site's token."""
    return problem_page(request, CSRF)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such address or record."""
    return problem_page(request, NOT_FOUND)


def methods_explained(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 405 as a page, where somebody opens or reloads the address of a form."""

    def explained(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if response.status_code != WRONG_METHOD.status or request.method != "GET" or response.content:
            return response
        page = problem_page(request, WRONG_METHOD)
        page.headers["Allow"] = response.headers.get("Allow", "")
        return page

    return explained


def server_error(request: HttpRequest) -> HttpResponse:
    """500, 507 when the disk is full, 503 while another writes; in both languages and without templates, database or
    session: any of them may be what failed."""
    error = sys.exc_info()[1]
    p = STORAGE if _storage_failed(error) else BUSY if _is_busy(error) else SERVER_ERROR
    return HttpResponse(
        "<!doctype html><html lang=zh-Hans><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width, initial-scale=1">'
        f"<title>{p.title.zh} {p.title.en}</title>"
        '<link rel=stylesheet href="/static/guiju/tokens.css"><link rel=stylesheet href="/static/guiju/base.css">'
        f'<main class="bare"><h1>{p.title.zh}</h1><p>{p.explanation.zh}{p.remedy.zh}</p>'
        f"<div lang=en><h2>{p.title.en}</h2><p>{p.explanation.en} {p.remedy.en}</p></div>"
        '<p><a href="/">规矩 Guiju</a></p></main></html>',
        status=p.status,
    )


def _storage_failed(error: BaseException | None) -> bool:
    """Whether this failure is, or comes of, a file or database that could not be written."""
    if isinstance(error, DatabaseError):
        return any(words in str(error) for words in _STORAGE_WORDS)
    if isinstance(error, OSError):
        return error.errno in _STORAGE_ERRORS
    return error is not None and _storage_failed(error.__cause__ or error.__context__)


def _is_busy(error: BaseException | None) -> bool:
    """Whether another writer kept the embedded database for longer than a page waits."""
    return isinstance(error, DatabaseError) and "database is locked" in str(error)
