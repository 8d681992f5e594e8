"""Why a foreign number is refused (编号有误): one function a reason, each with its stable code."""

from __future__ import annotations

from guiju.domain.language import Words
from guiju.domain.numbers.errors import NumberError


def serial_missing(head: str) -> NumberError:
    """The text has the prefix of a standard, but no serial number (顺序号) stands where one belongs."""
    return NumberError(
        "serial_missing",
        Words(f"“{head}”之后没有标准顺序号。", f"No serial number follows “{head}”."),
    )


def year_implausible(year: str, suggestion: str) -> NumberError:
    """The year (年代号) is written as a year, but no standard can bear it."""
    return NumberError(
        "year_implausible",
        Words(f"年代号“{year}”不合理。", f"“{year}” is not a plausible year."),
        suggestion,
    )


def year_malformed(year: str, suggestion: str) -> NumberError:
    """The year has neither four digits nor two."""
    return NumberError(
        "year_malformed",
        Words(f"年代号“{year}”应为四位数字。", f"The year “{year}” should have four digits."),
        suggestion,
    )


def prefix_unknown(prefix: str, suggestion: str = "") -> NumberError:
    """The letters before the serial are no prefix (代号) of this body, or stand in the wrong order."""
    return NumberError(
        "prefix_unknown",
        Words(f"“{prefix}”不是已知的标准代号。", f"“{prefix}” is not a known prefix."),
        suggestion,
    )


def rest_unread(rest: str, suggestion: str) -> NumberError:
    """A number was read, but something stands behind it that belongs to no number."""
    return NumberError(
        "rest_unread",
        Words(f"编号之后的“{rest}”无法识别。", f"“{rest}” behind the number was not understood."),
        suggestion,
    )
