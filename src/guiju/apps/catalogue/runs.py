"""Many keys in few characters (连续编号): `[1, 2, 3, 7]` is "1-3,7"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def runs(keys: Iterable[int]) -> str:
    """Keys as runs, in order."""
    found: list[tuple[int, int]] = []
    for key in sorted(set(keys)):
        if found and key == found[-1][1] + 1:
            found[-1] = (found[-1][0], key)
        else:
            found.append((key, key))
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def in_runs(text: str) -> Iterator[range]:
    """The runs of a text made by `runs`; `any(key in run for run in in_runs(text))` asks for one key."""
    for piece in filter(None, text.split(",")):
        first, _, last = piece.partition("-")
        yield range(int(first), int(last or first) + 1)
