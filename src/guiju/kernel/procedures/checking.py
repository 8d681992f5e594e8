"""Reported numbers on the desk of those who check them (待办中的填报核对): measures know no desk, it stands above."""

from __future__ import annotations

from datetime import date

from django.db.models import Count
from django.urls import reverse

from guiju.domain.language import Words
from guiju.kernel.accounts.models import User
from guiju.kernel.indicators.queries import readings_to_check
from guiju.kernel.procedures.desk import DeskItem

_CHECKS = Words("核对人", "who checks")


def numbers_wait(user: User, on: date) -> list[DeskItem]:
    """A line for each measure with numbers this person may check."""
    rows = readings_to_check(user).order_by().values_list("measure__code", "measure__words_zh")
    path = reverse("indicators:reported")
    return [
        DeskItem(f"measure-{code}", name, path, Words(f"{n} 个数待核对", f"{n} to check"), _CHECKS, "", None)
        for code, name, n in rows.annotate(n=Count("pk")).order_by("measure__code")
    ]
