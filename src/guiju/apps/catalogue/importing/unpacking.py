"""Unpacks zstandard as it is read (解压): bounded in memory, all frames, and a file cut short is an error."""

from __future__ import annotations

import io
from typing import IO, Any

import zstandard

_WINDOW = 1 << 27
_BUFFER = 1 << 18
# Of what is read at once a bomb makes 32,000 times as much: a kilobyte becomes 32 MB.
_PIECE = 1 << 10


def unpacked(raw: IO[bytes]) -> IO[bytes]:
    """The content of a compressed stream, which is closed with it. Reading raises `zstandard.ZstdError`."""
    return io.BufferedReader(_Unpacking(raw), _BUFFER)


class _Unpacking(io.RawIOBase):
    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._frame = _frame()
        self._begun = False
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        while not self._ready:
            packed = self._raw.read(_PIECE)
            if not packed:
                if self._begun:
                    raise zstandard.ZstdError("the last frame is cut short")
                return 0
            self._ready = memoryview(self._unpack(packed))
        count = min(len(into), len(self._ready))
        into[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _unpack(self, packed: bytes) -> bytes:
        """What a piece unpacks to; where a frame ends in it, the next begins."""
        out = []
        while packed:
            out.append(self._frame.decompress(packed))
            self._begun = not self._frame.eof
            packed = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = _frame()
        return b"".join(out)

    def close(self) -> None:
        self._raw.close()
        super().close()


def _frame() -> zstandard.ZstdDecompressionObj:
    return zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
