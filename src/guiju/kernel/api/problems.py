"""What the API says when it cannot answer (接口错误): problem details of RFC 9457, with a stable `code`.

`detail` is in the reader's language (Accept-Language), `where` names the field, file or place at fault.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request

from guiju.domain.language import Words, WordsError
from guiju.kernel.quotas.requests import QuotaUsed

MEDIA_TYPE = "application/problem+json"
REFERENCE = "/api/#errors"


class ApiError(WordsError):
    """A refusal with the HTTP status it is answered with, and headers that go with it."""

    def __init__(
        self,
        status: int,
        code: str,
        message: Words,
        remedy: Words | None = None,
        where: str = "",
        *,
        headers: Mapping[str, str] | None = None,
        errors: list[dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(code, message, remedy, where)
        self.status = status
        self.headers = dict(headers or {})
        self.errors = errors or []


# By status: what is said where nothing more is known.
GENERAL: dict[int, tuple[str, Words]] = {
    400: ("bad_request", Words("请求无法理解。", "The request cannot be understood.")),
    401: ("key_required", Words("需要接口密钥。", "An API key is needed.")),
    403: ("forbidden", Words("您无权这样做。", "You may not do this.")),
    404: ("not_found", Words("没有这个地址或记录。", "There is no such address or record.")),
    405: ("method_not_allowed", Words("此地址不接受这种方法。", "This address does not take this method.")),
    413: ("too_large", Words("提交的内容过大。", "What was sent is too large.")),
    415: ("media_type", Words("不接受这种内容类型。", "This type of content is not taken.")),
    422: ("invalid", Words("有的参数不合要求。", "Some of the parameters are not valid.")),
    429: ("quota", Words("请求太多，超出配额。", "Too many requests: the quota is used up.")),
    500: ("server_error", Words("系统出错，情况已记录。", "Something failed on our side; it has been logged.")),
    503: ("unavailable", Words("暂时不能提供服务。", "The service is not available just now.")),
    507: ("storage", Words("磁盘空间不足，没有保存。", "The disk is full and nothing was saved.")),
}


def general(status: int) -> ApiError:
    """The error of a status of which nothing more is known."""
    nearest = status if status in GENERAL else 500 if status >= 500 else 400
    return ApiError(status, *GENERAL[nearest])


def missing(where: str = "") -> ApiError:
    """There is no such record, or it is not for this reader: the two look alike."""
    return ApiError(404, *GENERAL[404], where=where)


def problem_response(request: HttpRequest, error: WordsError, status: int | None = None) -> HttpResponse:
    """The answer that tells of an error; a plain `WordsError` is a 422 unless a status is given."""
    code = status or _status_of(error)
    lang = get_language_from_request(request)
    body: dict[str, Any] = {
        "type": REFERENCE,
        "title": GENERAL.get(code, GENERAL[400 if code < 500 else 500])[1].pick(lang),
        "status": code,
        "code": error.code,
        "detail": error.say(lang),
        "where": error.where,
    }
    if isinstance(error, ApiError) and error.errors:
        body["errors"] = [{**item, "detail": Words(*item["detail"]).pick(lang)} for item in error.errors]
    text = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    response = HttpResponse(text, status=code, content_type=MEDIA_TYPE)
    response.headers["Cache-Control"] = "no-store"
    for name, value in (error.headers if isinstance(error, ApiError | QuotaUsed) else {}).items():
        response.headers[name] = value
    return response


def _status_of(error: WordsError) -> int:
    if isinstance(error, ApiError):
        return error.status
    return 429 if isinstance(error, QuotaUsed) else 422
