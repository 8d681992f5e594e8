"""The files the architecture tests look at."""

from __future__ import annotations

import ast
import subprocess
from functools import lru_cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCE = REPOSITORY / "src" / "guiju"


@lru_cache
def modules() -> tuple[Path, ...]:
    """Every Python file of the product, its tests and tools, save migrations, which are made by a command."""
    found = [path for folder in ("src", "tests", "tools") for path in (REPOSITORY / folder).rglob("*.py")]
    return tuple(sorted(path for path in found if "migrations" not in path.parts))


@lru_cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True).stdout
    paths = (REPOSITORY / name for name in listed.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


@lru_cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    """The path as messages show it."""
    return path.relative_to(REPOSITORY).as_posix()
