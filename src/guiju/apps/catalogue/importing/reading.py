"""Reads rows in a process of its own (读取进程), for long lists: `python -m guiju.apps.catalogue.importing.reading`.

Its input is pickled: first `Defaults` and columns, then (path of the piece, rows or lines). For each it writes the
piece and answers with a line. It ends with its input, and so with whoever started it. It knows no Django.
"""

from __future__ import annotations

import gc
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from types import TracebackType
from typing import IO, Any, Self

from guiju.apps.catalogue.importing.jsonl import row_of
from guiju.apps.catalogue.importing.record import Defaults, Line, Row
from guiju.apps.catalogue.importing.rows import RowReader
from guiju.apps.catalogue.importing.staged import piece_read, piece_write

Rows = Sequence[Row | Line]


def rows_of(items: Rows) -> Iterator[Row]:
    """Rows, taken apart where they are lines."""
    return (row_of(item) if isinstance(item, Line) else item for item in items)


class ReaderDied(RuntimeError):
    """A reading process ended before its work."""


class Readers:
    """Some reading processes, which end with the block."""

    def __init__(self, count: int, defaults: Defaults, columns: Mapping[str, str] | None) -> None:
        command = [sys.executable, "-m", __spec__.name]
        self._processes = [
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(count)
        ]
        self._selector = DefaultSelector()
        for process in self._processes:
            _send(process, (defaults, columns))
            self._selector.register(_pipe(process.stdout), EVENT_READ, process)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._selector.close()
        for process in self._processes:
            process.kill()
            _pipe(process.stdin).close()
            _pipe(process.stdout).close()
            process.wait()

    def run(self, work: Iterable[tuple[Path, Rows]]) -> Iterator[int]:
        """Have each piece of work read by whoever is free; yields how many rows each had, as they are done."""
        under_way: dict[int, int] = {}
        for path, rows in work:
            process = self._free()
            yield under_way.pop(process.pid, 0)
            _send(process, (path, rows))
            under_way[process.pid] = len(rows)
        while under_way:
            yield under_way.pop(self._free().pid, 0)

    def _free(self) -> subprocess.Popen[bytes]:
        for key, _ in self._selector.select():
            if not _pipe(key.data.stdout).readline():
                raise ReaderDied(f"a reading process ended with {key.data.wait()}")
            return key.data  # type: ignore[no-any-return]
        raise ReaderDied("no reading process answers")


def _send(process: subprocess.Popen[bytes], work: object) -> None:
    pipe = _pipe(process.stdin)
    try:
        pickle.dump(work, pipe, pickle.HIGHEST_PROTOCOL)
        pipe.flush()
    except BrokenPipeError as error:
        raise ReaderDied(f"a reading process ended with {process.wait()}") from error


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def main(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Read until there is nothing more to read."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(100_000, 50, 50)
    reader = RowReader(*pickle.load(asked))

    def ready() -> None:
        answers.write(b"ready\n")
        answers.flush()

    # Whoever asked may be killed at any moment: then there is nobody to read from, or to answer.
    with suppress(EOFError, BrokenPipeError, FileNotFoundError, pickle.UnpicklingError):
        ready()
        while True:
            path, rows = _received(asked)
            piece_write(path, piece_read(rows_of(rows), reader))
            ready()


def _received(asked: IO[bytes]) -> tuple[Path, Rows]:
    received: Any = pickle.load(asked)
    return received  # type: ignore[no-any-return]


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
