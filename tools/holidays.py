"""Write the days off of each year (放假安排) from the holiday library into the data: python -m tools.holidays.

The library follows the yearly notices of the State Council's General Office. Run it after a new version of the
library is pinned in requirements/dev.in; a test compares the data with the library.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

from chinese_calendar import constants

TARGET = Path(__file__).parents[1] / "src/guiju/domain/calendar/holidays.toml"
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
}
HEAD = """\
# Days off and days worked instead, by year (放假和调休). Written by tools/holidays.py from chinesecalendar {version}
# (MIT), which follows the yearly notices of the State Council's General Office (国务院办公厅关于部分节假日安排的通知).
# Not edited by hand: what a place adds or changes stands in its own declarations.
"""


def data() -> str:
    """The whole file."""
    lines = [HEAD.format(version=version("chinesecalendar"))]
    for year in sorted({day.year for day in constants.holidays}):
        for english, chinese in NAMES.items():
            off, worked = _days(constants.holidays, year, english), _days(constants.workdays, year, english)
            if off or worked:
                name = f'{{ zh = "{chinese}", en = "{english}" }}'
                lines.append(f"[[{year}]]\nname = {name}\noff = [{off}]\nworked = [{worked}]\n")
    return "\n".join(lines)


def _days(named: Mapping[date, str], year: int, name: str) -> str:
    return ", ".join(day.isoformat() for day in sorted(named) if day.year == year and named[day] == name)


if __name__ == "__main__":
    TARGET.write_text(data(), encoding="utf-8")
