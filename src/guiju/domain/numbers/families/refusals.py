"""Refusals of foreign numbers (编号有误) under the names their families use; the words are those of `problems`."""

from guiju.domain.numbers.problems import broken_year as year_malformed
from guiju.domain.numbers.problems import implausible_year as year_implausible
from guiju.domain.numbers.problems import missing_serial as serial_missing
from guiju.domain.numbers.problems import trailing_text as rest_unread

__all__ = ["rest_unread", "serial_missing", "year_implausible", "year_malformed"]
