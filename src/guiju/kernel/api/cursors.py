"""Cursors (游标): where the next page of a list begins. Opaque to callers, signed so that nobody makes one up.

A cursor holds the sort values of the last row seen, so that rows added meanwhile neither repeat nor hide others.
"""

from __future__ import annotations

import json
from typing import Any

from django.core import signing

from guiju.domain.language import Words
from guiju.kernel.api.problems import ApiError

_LONGEST = 2_000


def cursor_make(purpose: str, *values: str | int) -> str:
    """A cursor of the list `purpose` after the row with these sort values."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return signing.Signer(salt=f"cursor:{purpose}").sign_object(text)


def cursor_read(purpose: str, cursor: str, *kinds: type) -> tuple[Any, ...]:
    """The sort values in a cursor. Raises `ApiError` for one that is not ours, of another list, or damaged."""
    try:
        if len(cursor) > _LONGEST:
            raise signing.BadSignature
        values = json.loads(signing.Signer(salt=f"cursor:{purpose}").unsign_object(cursor))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise _bad() from error
    if not isinstance(values, list) or [type(value) for value in values] != list(kinds):
        raise _bad()
    return tuple(values)


def _bad() -> ApiError:
    message = Words("这个游标不是本接口给出的。", "This cursor is not one of ours.")
    return ApiError(422, "cursor", message, Words("请从第一页重新开始。", "Begin again at the first page."), "cursor")
