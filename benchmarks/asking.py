"""A client that costs little (轻量客户端): keeps its connections, reads an answer to its end, counts failures."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque


class Asker:
    """Asks one site; `seconds` of the answers that were right, `failures` by status or error."""

    def __init__(self, host: str, port: int) -> None:
        self.seconds: list[float] = []
        self.failures: Counter[str] = Counter()
        self._where = (host, port)
        # The connection longest at rest is next: many readers do not share the one that was used last.
        self._idle: deque[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = deque()

    async def ask(self, path: str, due: float) -> None:
        """GET a path; its time counts from `due`."""
        try:
            status = await self._get(path)
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            self.failures[type(error).__name__] += 1
            return
        if status in (200, 302):
            self.seconds.append(time.perf_counter() - due)
        else:
            self.failures[str(status)] += 1

    def close(self) -> None:
        """Let the connections go."""
        for _, writer in self._idle:
            writer.close()

    async def _get(self, path: str) -> int:
        reader, writer = self._idle.popleft() if self._idle else await asyncio.open_connection(*self._where)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: zh-CN\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head.split(" ", 2)[1])
        headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        if "chunked" in headers.get("transfer-encoding", ""):
            while size := int((await reader.readline()).strip() or b"0", 16):
                await reader.readexactly(size + 2)
            await reader.readline()
        else:
            await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection") == "close":
            writer.close()
        else:
            self._idle.append((reader, writer))
        return status
