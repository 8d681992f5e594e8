"""`guiju number`: explain standard numbers, or normalise a file of them line by line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring
from typing import BinaryIO, cast

import click

from guiju.domain.language import Words
from guiju.domain.numbers import Reading, StandardNumber, meaning, needs_confirmation, publisher_name, read, series_key
from guiju.domain.numbers.names import KINDS, LEVELS, NATURES, body

_JOIN = " · "
_LINE = 1 << 16

# Put together by hand: `json.dumps` takes longer over a row than reading the number does.
_READ = '{"input": %s, "number": %s, "publisher": "%s", "level": "%s", "error": null, "suggestion": null}'
_REFUSED = '{"input": %s, "number": null, "publisher": null, "level": null, "error": "%s", "suggestion": %s}'


@click.command(name="number")
@click.argument("texts", nargs=-1, metavar="[TEXT…|FILE]")
@click.option("--jsonl", is_flag=True, help="One text a line from FILE or standard input, one JSON object a line out.")
def command(texts: tuple[str, ...], jsonl: bool) -> None:
    """Explain standard numbers 解释标准号; with --jsonl, normalise FILE or - line by line 逐行规范."""
    if jsonl:
        with click.open_file(texts[0] if texts else "-", "rb") as source:
            _write_lines(cast(BinaryIO, source))
        return
    if not texts:
        raise click.UsageError("give at least one text, or --jsonl 请给出至少一个编号，或使用 --jsonl")
    readings = [read(text.encode("utf-8", "replace").decode()) for text in texts]
    for position, reading in enumerate(readings):
        if position:
            click.echo()
        for name, value in explain(reading):
            click.echo(f"{name.zh} {name.en}: {value}")
    if any(reading.error for reading in readings):
        sys.exit(1)


def _write_lines(source: BinaryIO) -> None:
    """Stream line by line in order; bytes that are no UTF-8 are replaced, what goes beyond `_LINE` bytes is cut off."""
    out = sys.stdout
    out.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        for row in rows(line.decode("utf-8", "replace").rstrip("\r\n") for line in _lines(source)):
            out.write(row + "\n")
        out.flush()
    except BrokenPipeError:
        sys.stderr.close()


def _lines(source: BinaryIO) -> Iterator[bytes]:
    while line := source.readline(_LINE):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = source.readline(_LINE)
        yield line


def rows(texts: Iterable[str]) -> Iterator[str]:
    """One line of JSON for each text: input, number, publisher, level, error, suggestion; null where absent."""
    quote = encode_basestring
    for text in texts:
        reading = read(text)
        given, members = quote(text), reading.members
        if members:
            form = given if reading.form == text else quote(reading.form)
            yield _READ % (given, form, members[0].publisher, members[0].level)
        else:
            nearest = quote(reading.suggestion) if reading.suggestion else "null"
            yield _REFUSED % (given, reading.error, nearest)


def explain(reading: Reading) -> Iterator[tuple[Words, str]]:
    """The lines that explain one reading, each with its name in both languages."""
    if reading.error:
        yield Words("输入", "input"), reading.input
        yield Words("有误", "wrong"), _both(reading.message)
        yield Words("代码", "code"), reading.error
        if reading.suggestion:
            yield Words("最接近", "nearest"), reading.suggestion
        return
    yield Words("规范形式", "normal form"), reading.form
    yield Words("类型", "kind"), _both(KINDS[reading.kind]) + (f"{_JOIN}{reading.degree}" if reading.degree else "")
    if reading.number is not None and reading.kind == "single":
        yield from _explain_number(reading.number)
        return
    for member in reading.members:
        yield Words("其中", "member"), f"{member}{_JOIN}{_both(meaning(member))}"


def _explain_number(number: StandardNumber) -> Iterator[tuple[Words, str]]:
    unsure = "（待核实 to be confirmed）" if needs_confirmation(number) else ""
    yield Words("含义", "meaning"), _both(meaning(number)) + unsure
    name = publisher_name(number)
    yield Words("发布", "publisher"), number.publisher + (_JOIN + _both(name) if name.zh else "")
    if department := body(number):
        yield Words("代号原定归口", "allotted to"), f"{department}（机构或已调整，待核实 may have been reorganised）"
    yield Words("层级", "level"), _both(LEVELS[number.level])
    yield Words("性质", "nature"), _both(NATURES[number.nature])
    yield Words("代号", "prefix"), number.prefix
    yield Words("顺序号", "serial"), number.serial
    if number.part:
        yield Words("部分", "part"), number.part
    yield Words("年号", "year"), number.year or "未注日期 undated"
    for supplement in number.supplements:
        yield Words("修改", "supplement"), " ".join(filter(None, (supplement.kind, supplement.number, supplement.year)))
    if number.edition_note:
        yield Words("版本注记", "edition note"), number.edition_note
    yield Words("系列", "series"), series_key(number)


def _both(words: Words) -> str:
    return f"{words.zh} {words.en}"
