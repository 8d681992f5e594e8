"""Types and limits that operations share (接口字段)."""

from __future__ import annotations

from typing import Annotated

from ninja import Path, Query
from pydantic import Field

LARGEST_KEY = 2**63 - 1
PAGE, LARGEST_PAGE = 25, 100
LONGEST_TEXT = 300

RecordId = Annotated[int, Path(ge=1, le=LARGEST_KEY, description="记录号 record id")]
Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="每页条数 rows a page")]
Cursor = Annotated[str, Query(max_length=2_000, description="上一页给出的游标 the `next` of the page before")]
Day = Annotated[str, Query(max_length=20, description="日期 day, 2026-03-01; today when absent")]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
