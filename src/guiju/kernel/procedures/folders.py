"""Where declared procedures lie (程序声明的位置): those the program carries, and those of the installation."""

from __future__ import annotations

from pathlib import Path

CARRIED = Path(__file__).resolve().parents[2] / "apps"
LARGEST = 400_000


def procedure_files(var: Path) -> list[Path]:
    """The declarations there are; an installation's own come last, so that their newer versions count."""
    carried = sorted(CARRIED.glob("*/declarations/procedures/*.toml"))
    return carried + sorted((var / "declarations" / "procedures").glob("*.toml"))


def declaration_text(path: Path) -> str:
    """The text of a declaration, as much of it as a declaration may be long."""
    with path.open("rb") as file:
        return file.read(LARGEST).decode("utf-8", errors="replace")


def form_file(var: Path, name: str) -> Path | None:
    """The Word template of that name beside a declaration, the installation's own before those carried."""
    own = [var / "declarations" / "procedures" / "forms" / name]
    carried = sorted(CARRIED.glob(f"*/declarations/procedures/forms/{name}"))
    return next((path for path in own + carried if path.is_file()), None)
