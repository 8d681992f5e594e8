"""What the worker can do (任务登记): rooms register handlers in their `jobs.py`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from guiju.domain.language import Words


class Context(Protocol):
    """What a running job may ask of the worker."""

    job_id: int

    def now(self) -> datetime:
        """The time."""

    def progress(self, done: int, total: int, message: Words) -> None:
        """Say how far the work is (total 0: unknown). Ends the job here when it was cancelled or the worker stops.

        Call it between steps, outside transactions; it may be called often, it writes a few times a second.
        """


Handler = Callable[[Context, dict[str, Any]], dict[str, Any] | None]


class Periodic(NamedTuple):
    """Something done again and again; gets the time."""

    name: str
    every: timedelta
    run: Callable[[datetime], object]


HANDLERS: dict[str, Handler] = {}
PERIODIC: dict[str, Periodic] = {}
WATCHES: dict[str, Callable[[datetime], bool]] = {}


def job(kind: str) -> Callable[[Handler], Handler]:
    """Register the handler of a kind of job: takes the payload, returns the result, both JSON.

    It must be idempotent: a job whose worker died runs again. A `WordsError` it raises is the reason people read.
    """

    def register(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        return handler

    return register


def periodic(name: str, *, every_seconds: float) -> Callable[[Callable[[datetime], object]], Callable[..., object]]:
    """Register something done every so many seconds, by one worker at a time."""

    def register(run: Callable[[datetime], object]) -> Callable[..., object]:
        PERIODIC[name] = Periodic(name, timedelta(seconds=every_seconds), run)
        return run

    return register


def watch(name: str) -> Callable[[Callable[[datetime], bool]], Callable[[datetime], bool]]:
    """Register something looked at every turn of the worker: cheap when there is nothing to do; whether it did any."""

    def register(look: Callable[[datetime], bool]) -> Callable[[datetime], bool]:
        WATCHES[name] = look
        return look

    return register
