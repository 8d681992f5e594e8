"""The files the architecture tests look at."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCE = REPOSITORY / "src" / "guiju"


@cache
def modules() -> tuple[Path, ...]:
    """Every Python file of the product, its tests and tools, save migrations, which are made by a command."""
    found = [path for folder in ("src", "tests", "tools") for path in (REPOSITORY / folder).rglob("*.py")]
    return tuple(sorted(path for path in found if "migrations" not in path.parts))


@cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True).stdout
    paths = (REPOSITORY / name for name in listed.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


class Function(NamedTuple):
    """A function of a module: where it begins, how long it is, the lines of imports inside it."""

    name: str
    line: int
    length: int
    imports: tuple[int, ...]


class Seen(NamedTuple):
    """What the tests ask of a module; its tree is looked through once and let go."""

    mute: bool
    functions: tuple[Function, ...]


@cache
def seen(path: Path) -> Seen:
    """A module as the tests see it."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return Seen(bool(tree.body) and not ast.get_docstring(tree), tuple(_function(node) for node in functions))


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Function:
    imports = (inner.lineno for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom))
    return Function(node.name, node.lineno, (node.end_lineno or 0) - node.lineno + 1, tuple(imports))


def name(path: Path) -> str:
    """The path as messages show it."""
    return path.relative_to(REPOSITORY).as_posix()
