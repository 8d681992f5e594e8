"""`make bench`: speed of the parts people wait for, each as a multiple of one fixed piece of work in the same run.

Processor time, best of three. Machines are noisy and differ: read the ratio to the yardstick, and the rates only
beside those of the same run.
"""

from __future__ import annotations

import io
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import docx
import xlsxwriter

from guiju.domain.citations import find
from guiju.domain.documents import read
from guiju.domain.numbers import read as read_number
from guiju.domain.validity import CatalogueFacts
from guiju.domain.validity.checking import check, read_citations

ROOT = Path(__file__).resolve().parent.parent
_REPEATS = 3
_EMPTY = CatalogueFacts({}, {}, {})


class Measure(NamedTuple):
    """One thing to time: how much work it is, in which unit."""

    name: str
    work: Callable[[], object]
    amount: float
    unit: str


def main() -> None:
    """Run every measure, print rate, ratio to the yardstick and the peak of memory."""
    yardstick = _best(_yardstick)
    print(f"yardstick {yardstick * 1000:.1f} ms (a fixed loop; all ratios are to it)")
    for measure in _measures():
        seconds = _best(measure.work)
        rate = measure.amount / seconds
        print(f"{measure.name:<42} {seconds:8.3f} s {rate:12,.1f} {measure.unit}/s   ratio {seconds / yardstick:8.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _measures() -> list[Measure]:
    numbers = _numbers()
    sparse = "本条规定了检验检测的一般要求，应按照下列文件执行，并保留记录。" * 30_000
    dense = "\n".join(f"依据 {number}《标准名称》执行；" for number in numbers[:20_000])
    book, paper = _workbook(numbers), _word(numbers)
    megabytes = 1_000_000
    return [
        Measure("numbers.read", lambda: [read_number(number) for number in numbers], len(numbers), "numbers"),
        Measure("citations.find, sparse text", lambda: find(sparse), len(sparse.encode()) / megabytes, "MB"),
        Measure("citations.find, dense text", lambda: find(dense), len(dense.encode()) / megabytes, "MB"),
        Measure("read a workbook of 10,000 rows", lambda: read(book, "list.xlsx"), 10_000, "rows"),
        Measure("check a workbook of 10,000 rows", lambda: _check(book, "list.xlsx"), 10_000, "rows"),
        Measure("check a Word file of 300 pages", lambda: _check(paper, "report.docx"), 300, "pages"),
    ]


def _check(data: bytes, name: str) -> object:
    found = read_citations(read(data, name))
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return check([found], as_of=date(2026, 1, 1), checked_at=at, lookup=lambda numbers: _EMPTY)


def _numbers() -> list[str]:
    folder = ROOT / "tests" / "corpora" / "numbers"
    lines = [
        line.split("\t")[0]
        for name in ("chinese.tsv", "foreign.tsv")
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return (lines * (40_000 // len(lines) + 1))[:40_000]


def _workbook(numbers: list[str]) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["序号", "标准编号", "标准名称", "备注"])
    for row in range(10_000):
        sheet.write_row(row + 1, 0, [row + 1, numbers[row], "环境空气质量 某项的测定", "受控"])
    book.close()
    return held.getvalue()


def _word(numbers: list[str]) -> bytes:
    document = docx.Document()
    for row in range(6_000):
        cited = f"依据 {numbers[row]}《某项的测定》进行。" if row % 4 == 0 else ""
        document.add_paragraph("本条规定了检验检测的一般要求，应按照下列文件执行。" * 3 + cited)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _yardstick() -> int:
    total = 0
    for step in range(2_000_000):
        total += step & 7
    return total


def _best(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(_REPEATS):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


if __name__ == "__main__":
    sys.exit(main())
