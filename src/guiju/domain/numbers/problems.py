"""Every way in which a text fails to be a standard number, each said once, in both languages."""

from __future__ import annotations

from guiju.domain.language import Words
from guiju.domain.numbers.errors import NumberError


def empty() -> NumberError:
    return NumberError("empty", Words("没有内容", "nothing was given"))


def too_long(limit: int) -> NumberError:
    zh, en = f"超过 {limit} 个字符，不是一个标准号", f"longer than {limit} characters, so no standard number"
    return NumberError("too_long", Words(zh, en))


def not_a_number(text: str) -> NumberError:
    return NumberError("not_a_number", Words(f"“{text}”不是标准号", f"“{text}” is no standard number"))


def several(form: str) -> NumberError:
    zh, en = f"“{form}”包含多个标准号，此处只能有一个", f"“{form}” holds several numbers where one was expected"
    return NumberError("several", Words(zh, en), form)


def unknown_prefix(prefix: str, nearest: str = "") -> NumberError:
    zh, en = f"没有代号“{prefix}”", f"there is no prefix “{prefix}”"
    return NumberError("unknown_prefix", Words(zh, en), nearest)


def unknown_region(code: str) -> NumberError:
    zh, en = f"没有行政区划代码“{code}”", f"there is no region code “{code}”"
    return NumberError("unknown_region", Words(zh, en))


def missing_serial(prefix: str) -> NumberError:
    zh, en = f"代号“{prefix}”之后缺少顺序号", f"the serial number after “{prefix}” is missing"
    return NumberError("missing_serial", Words(zh, en))


def missing_owner(prefix: str) -> NumberError:
    zh, en = f"“{prefix}”之后缺少团体或企业代号", f"the code of the body after “{prefix}” is missing"
    return NumberError("missing_owner", Words(zh, en))


def doubled_prefix(printed: str, suggestion: str) -> NumberError:
    zh, en = f"代号重复：“{printed}”", f"the prefix is given twice: “{printed}”"
    return NumberError("doubled_prefix", Words(zh, en), suggestion)


def implausible_year(year: str, suggestion: str = "") -> NumberError:
    zh, en = f"年号“{year}”不合理", f"the year “{year}” is not plausible"
    return NumberError("implausible_year", Words(zh, en), suggestion)


def broken_year(year: str, suggestion: str = "") -> NumberError:
    zh, en = f"年号“{year}”位数不对，应为四位", f"the year “{year}” should have four digits"
    return NumberError("broken_year", Words(zh, en), suggestion)


def year_first(suggestion: str) -> NumberError:
    zh, en = "年号写在顺序号之前", "the year stands before the serial number"
    return NumberError("year_first", Words(zh, en), suggestion)


def letter_for_digit(suggestion: str) -> NumberError:
    zh, en = "数字中混有字母（O 与 0，l、I 与 1）", "letters stand among the digits (O for 0, l or I for 1)"
    return NumberError("letter_for_digit", Words(zh, en), suggestion)


def wrong_separator(suggestion: str) -> NumberError:
    zh, en = "分隔符有误", "a separator is wrong"
    return NumberError("wrong_separator", Words(zh, en), suggestion)


def trailing_text(rest: str, suggestion: str) -> NumberError:
    zh, en = f"编号之后有多余的“{rest}”", f"“{rest}” after the number belongs to nothing"
    return NumberError("trailing_text", Words(zh, en), suggestion)


def backwards_range(first: str, last: str, suggestion: str) -> NumberError:
    zh, en = f"范围首尾颠倒：“{first}”至“{last}”", f"the range runs backwards: “{first}” to “{last}”"
    return NumberError("backwards_range", Words(zh, en), suggestion)


def range_too_long(limit: int) -> NumberError:
    zh, en = f"范围超过 {limit} 个标准号", f"the range holds more than {limit} numbers"
    return NumberError("range_too_long", Words(zh, en))
