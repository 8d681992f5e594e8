"""Where declarations lie (声明文件的位置): those shipped with the rooms, and those of an installation."""

from __future__ import annotations

from pathlib import Path

import guiju


def declaration_files(kind: str, data_folder: Path | None = None) -> list[Path]:
    """The files of a kind ("registers", "procedures"), shipped ones first, each by name; an installation's own file
    stands in for a shipped one of the same name.

    Shipped: `apps/<room>/declarations/<kind>/*.toml`; own: `declarations/<kind>/*.toml` in the data folder.
    """
    shipped = sorted(Path(guiju.__file__).parent.glob(f"apps/*/declarations/{kind}/*.toml"), key=lambda path: path.name)
    own = sorted((data_folder / "declarations" / kind).glob("*.toml")) if data_folder is not None else []
    names = {path.name for path in own}
    return [*(path for path in shipped if path.name not in names), *own]
