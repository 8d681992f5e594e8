"""Chinese standard numbers (我国标准号): national, industry, engineering, local, group, enterprise and their kin."""

from __future__ import annotations

from guiju.domain.numbers.chinese.prefixes import heads
from guiju.domain.numbers.chinese.reader import read
from guiju.domain.numbers.family import Family

CHINESE = Family("chinese", heads(), read)

__all__ = ["CHINESE"]
