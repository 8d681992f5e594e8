"""`guiju procedures`: check, list and draw declared procedures. Starts neither Django nor a database."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

import guiju
from guiju.domain.declarations import DeclarationError
from guiju.domain.procedures import Procedure, diagram, paths, procedure_load
from guiju.kernel.procedures.folders import declaration_text, form_file, procedure_files

MOST_PATHS = 20_000


@click.group(name="procedures")
def command() -> None:
    """Check, list and draw declared procedures 办事程序."""


@command.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE…]")
def check(files: tuple[Path, ...]) -> None:
    """Prove that declarations hold together; without FILE those of the program and of the data folder.

    Every error names file, line and what is allowed; the exit code is 1 when there is one.
    """
    failed = False
    for file in files or procedure_files(_data_folder()):
        try:
            procedure = _read(file)
        except DeclarationError as error:
            click.echo(error.message.zh, err=True)
            click.echo(error.message.en, err=True)
            failed = True
            continue
        except OSError as error:
            click.echo(f"{file}: {error.strerror}", err=True)
            failed = True
            continue
        lost = [d.form for d in procedure.documents.values() if d.form and not _has_form(file, d.form)]
        if lost:
            click.echo(f"{file.name}: forms/ 缺少模板 lacks {', '.join(lost)}", err=True)
            failed = True
        stages, moves = len(procedure.stages), len(procedure.moves)
        ways = f"{sum(1 for _ in zip(paths(procedure), range(MOST_PATHS), strict=False))}"
        click.echo(f"{file.name}: {procedure.words.zh} {procedure.words.en}, {stages} stages 环节, {moves} moves 动作, "
                   f"{len(procedure.deadlines)} deadlines 期限, {ways} paths 路径")  # fmt: skip
    if failed:
        sys.exit(1)


@command.command(name="list")
def list_() -> None:
    """List the procedures there are, with version and first day."""
    for procedure in _known().values():
        click.echo(
            f"{procedure.code}\t{procedure.version}\t{procedure.begins_on}\t{procedure.words.zh}\t{procedure.words.en}"
        )


@command.command(name="diagram")
@click.argument("procedure")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the words.")
def diagram_(procedure: str, lang: str) -> None:
    """Print the diagram of PROCEDURE, a code or a file, as SVG."""
    known = _known()
    if procedure in known:
        click.echo(diagram(known[procedure], lang))
        return
    try:
        click.echo(diagram(_read(Path(procedure)), lang))
    except DeclarationError as error:
        raise click.ClickException(error.message.zh + "\n" + error.message.en) from error
    except OSError as error:
        codes = "、".join(known)
        raise click.ClickException(f"没有“{procedure}”；有：{codes}。 There is no such procedure or file.") from error


def _known() -> dict[str, Procedure]:
    found: dict[str, Procedure] = {}
    for file in procedure_files(_data_folder()):
        try:
            procedure = _read(file)
        except DeclarationError as error:
            click.echo(error.message.zh, err=True)
            continue
        if procedure.code not in found or found[procedure.code].version <= procedure.version:
            found[procedure.code] = procedure
    return found


def _read(file: Path) -> Procedure:
    return procedure_load(declaration_text(file), file.name)


def _has_form(file: Path, name: str) -> bool:
    """Whether the Word template lies beside the declaration, or among those there are."""
    return (file.parent / "forms" / name).is_file() or form_file(_data_folder(), name) is not None


def _data_folder() -> Path:
    repository = Path(guiju.__file__).resolve().parents[2]
    return Path(os.environ.get("GUIJU_VAR", repository / "var")).resolve()
