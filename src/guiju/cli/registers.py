"""`guiju registers`: declared registers, checked, listed, begun, drawn, and drawn up from a sheet (登记簿声明)."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from guiju.cli.installation import data_folder
from guiju.domain.declarations import CODE, DeclarationError, declaration_files
from guiju.domain.language import WordsError

if TYPE_CHECKING:
    from guiju.domain.registers import Register

_LANG = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
_FILE = click.Path(exists=True, path_type=Path)


@click.group()
def command() -> None:
    """Declared registers 登记簿：检查、列出、新建、画图、由表格拟出声明."""


@command.command()
@click.argument("paths", nargs=-1, type=_FILE)
@_LANG
def check(paths: tuple[Path, ...], lang: str) -> None:
    """Check declarations: FILES, folders of them, or those of this installation. Exit code 1 when one is wrong.

    检查声明：写明文件、行号和允许的写法。
    """
    files = [file for path in paths for file in (sorted(path.rglob("*.toml")) if path.is_dir() else [path])]
    found, wrong = _load(files or declaration_files("registers", data_folder()), lang)
    shipped = _load(declaration_files("registers"), lang)[0]
    known = {register.code for register in [*found, *shipped]}
    for register in found:
        for field in register.fields:
            if field.type == "record" and field.register not in known:
                click.echo(f"{register.code}.{field.code}: 没有登记簿 no register {field.register}", err=True)
                wrong += 1
        click.echo(f"✓ {register.code} {register.version} {register.name.pick(lang)}")
    sys.exit(1 if wrong else 0)


@command.command("list")
@_LANG
def list_(lang: str) -> None:
    """List the registers declared here 列出登记簿."""
    for register in _load(declaration_files("registers", data_folder()), lang)[0]:
        counts = f"{len(register.fields)} 个字段 fields, {len(register.measures)} 个指标 measures"
        click.echo(f"{register.code:<24} {register.version:>3}  {register.name.pick(lang)}  ({counts})")


@command.command()
@click.argument("code")
@click.option("--name", default="", help="its Chinese name 中文名称")
def new(code: str, name: str) -> None:
    """Begin a declaration, CODE.toml, in the data folder 新建声明."""
    from guiju.domain.registers.proposing import declaration_propose
    from guiju.domain.registers.sheets import Sheet

    if not CODE.fullmatch(code):
        raise click.ClickException("代码用小写字母、数字和下划线。 A code has small letters, figures and underscores.")
    folder = data_folder() / "declarations" / "registers"
    path = folder / f"{code}.toml"
    if path.exists():
        raise click.ClickException(f"已有 {path.name}。 There is a {path.name} already.")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(declaration_propose(Sheet(("名称", "日期"), [], ""), code, name or code), encoding="utf-8")
    click.echo(str(path))


@command.command()
@click.argument("codes", nargs=-1)
@_LANG
def diagram(codes: tuple[str, ...], lang: str) -> None:
    """Draw registers, all or those of CODES, as a Mermaid entity diagram 关系图."""
    from guiju.domain.registers import register_diagram

    found = _load(declaration_files("registers", data_folder()), lang)[0]
    unknown = set(codes) - {one.code for one in found}
    if unknown:
        raise click.ClickException(f"没有登记簿 {'、'.join(sorted(unknown))}。 There is no such register.")
    click.echo(register_diagram([one for one in found if not codes or one.code in codes], lang), nl=False)


@command.command()
@click.argument("sheet", type=_FILE)
@click.option("--code", default="", help="code of the register 登记簿代码")
@click.option("--name", default="", help="its Chinese name 中文名称 (default: the name of the file)")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="write it there 写入文件")
def propose(sheet: Path, code: str, name: str, output: Path | None) -> None:
    """Draw up a declaration from a SHEET people keep (Excel, CSV); doubts stand in comments.

    由现有表格拟出声明，存疑之处写在注释里。
    """
    from guiju.domain.documents import read
    from guiju.domain.registers.proposing import declaration_propose
    from guiju.domain.registers.sheets import sheet_of

    try:
        found = sheet_of(read(sheet.read_bytes(), sheet.name))
    except WordsError as error:
        raise click.ClickException(f"{error.say('zh')} {error.say('en')}") from error
    text = declaration_propose(found, code or "my_register", name or sheet.stem)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        click.echo(str(output))


@command.command()
@click.argument("file", type=_FILE)
@click.option("--yes", is_flag=True, help="apply what is shown 施行")
@_LANG
def apply(file: Path, yes: bool, lang: str) -> None:
    """Show what a declaration does to the records there are; with --yes take it into use.

    预告声明对现有登记的影响；加 --yes 施行。
    """
    from datetime import UTC, datetime

    from guiju.cli.installation import be_patient, start

    start()
    be_patient()
    from guiju.kernel.registers.services import declaration_apply, declaration_plan

    text = file.read_text(encoding="utf-8")
    try:
        plan = declaration_plan(actor=None, text=text, where=file.name)
        click.echo(f"{plan.register.name.pick(lang)} {plan.register.version}: {plan.records:,} 条登记 records")
        for change in plan.comparison.changes:
            click.echo(f"  {change.effect.pick(lang)}")
        for code, left in plan.left.items():
            shown = "、".join(kept.value for kept in plan.kept[code])
            click.echo(
                f"  {code}: {plan.carried.get(code, 0):,} ✓, {left:,} 不能换算，留存 cannot be carried over: {shown}"
            )
        for refusal in plan.refusals:
            click.echo(refusal.pick(lang), err=True)
        if yes:
            declaration_apply(actor=None, text=text, where=file.name, at=datetime.now(UTC))
            click.echo("已施行。 Applied.")
    except WordsError as error:
        raise click.ClickException(error.say(lang)) from error


def _load(files: Iterable[Path], lang: str) -> tuple[list[Register], int]:
    """The registers of these files; what is wrong is told, and how many files are."""
    from guiju.domain.registers import register_load

    found, wrong = [], 0
    for path in files:
        try:
            found.append(register_load(path.read_text(encoding="utf-8"), path.name))
        except DeclarationError as error:
            click.echo(error.say(lang), err=True)
            wrong += 1
        except UnicodeDecodeError:
            click.echo(f"{path.name}: 请存为 UTF-8。 Save it as UTF-8.", err=True)
            wrong += 1
    return found, wrong
