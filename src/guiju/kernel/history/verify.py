"""Check a chain (核验历史链): pure, over anything that yields links. Knows no Django."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from guiju.domain.language import Words
from guiju.kernel.history.chain import (
    ERASED,
    GENESIS,
    Attachment,
    Link,
    Statement,
    Withheld,
    link_digest,
    payload_digest,
)
from guiju.kernel.history.signing import signature_holds


class Problem(NamedTuple):
    """The first thing that is wrong, and at which event."""

    sequence: int
    what: Words


class Report(NamedTuple):
    """What verification found: events, payloads erased by law, checkpoints checked, the last event's digest, and how
    many events are not public and could only be followed."""

    ok: bool
    events: int
    erased: int
    checkpoints: int
    last_digest: str
    problem: Problem | None = None
    withheld: int = 0


MISSING = Words(
    "事件缺失或顺序不对，应为第 {expected} 号", "an event is missing or out of order, number {expected} was due"
)
BROKEN = Words("与前一事件不衔接", "does not join the event before it")
CHANGED = Words("事件内容被改动过", "the event has been changed")
NO_PAYLOAD = Words("变更内容缺失", "its payload is missing")
PAYLOAD_CHANGED = Words("变更内容被改动过", "its payload has been changed")
NOT_ERASED = Words(
    "变更内容已删除，但链上没有依法删除的记录", "its payload is gone, and no event of the chain says it was erased"
)
ERASED_TWICE = Words("链上记录已依法删除，但变更内容仍在", "the chain says its payload was erased, yet it is there")
CUT = Words("链在此处之后被截断", "the chain has been cut off after this event")
UNSIGNED = Words("检查点的签名不成立", "the signature of a checkpoint does not hold")
UNTRUSTED = Words("检查点不是由可信密钥签名的", "a checkpoint is signed by a key that is not trusted")
DISAGREES = Words("与签名检查点不符", "disagrees with a signed checkpoint")


def verify(
    entries: Iterable[tuple[Link | Withheld, Attachment | None]],
    checkpoints: Iterable[Statement] = (),
    *,
    trusted_keys: Collection[str] | None = None,
    head: tuple[int, str] | None = None,
) -> Report:
    """Follow the chain from its first event and stop at the first problem.

    `trusted_keys`: ids of the keys checkpoints may be signed with; None accepts any key that holds.
    `head`: sequence and digest the chain is known to have reached; a shorter chain has been cut.
    """
    statements = {statement.sequence: statement for statement in checkpoints}
    previous, count, withheld = GENESIS, 0, 0
    gone: set[int] = set()
    said: set[int] = set()
    for link, attachment in entries:
        what = _link_problem(link, attachment, previous, count + 1)
        if what is None and link.sequence in statements:
            what = _statement_problem(statements[link.sequence], link.digest, trusted_keys)
        if what is None and head is not None and head[0] == link.sequence and head[1] != link.digest:
            what = DISAGREES
        if what is not None:
            return Report(False, count, len(gone), 0, previous, Problem(count + 1, what), withheld)
        if attachment is not None and attachment.erased:
            gone.add(link.sequence)
        if isinstance(link, Withheld):
            withheld += 1
        elif link.action == ERASED and link.object_kind == "event" and link.object_id.isdecimal():
            said.add(int(link.object_id))
        previous, count = link.digest, link.sequence
    problem = _end_problem(gone, said, max([*statements, head[0] if head else 0], default=0), count)
    return Report(problem is None, count, len(gone), len(statements), previous, problem, withheld)


def _link_problem(link: Link | Withheld, attachment: Attachment | None, previous: str, expected: int) -> Words | None:
    if link.sequence != expected:
        return Words(*(text.format(expected=expected) for text in MISSING))
    if link.previous_digest != previous:
        return BROKEN
    if isinstance(link, Withheld):
        return None
    if link_digest(link) != link.digest:
        return CHANGED
    if attachment is None:
        return NO_PAYLOAD
    if attachment.erased:
        return PAYLOAD_CHANGED if attachment.salt or attachment.canonical else None
    return None if _payload_holds(link, attachment) else PAYLOAD_CHANGED


def _payload_holds(link: Link, attachment: Attachment) -> bool:
    try:
        salt = bytes.fromhex(attachment.salt)
        content = attachment.canonical.encode()
    except ValueError:
        return False
    return payload_digest(salt, content) == link.payload_digest


def _statement_problem(statement: Statement, digest: str, trusted_keys: Collection[str] | None) -> Words | None:
    if statement.digest != digest:
        return DISAGREES
    if not signature_holds(statement.signature, statement.message()):
        return UNSIGNED
    if trusted_keys is not None and statement.signature.key_id not in trusted_keys:
        return UNTRUSTED
    return None


def _end_problem(gone: set[int], said: set[int], reached: int, count: int) -> Problem | None:
    if count < reached:
        return Problem(count + 1, CUT)
    if gone - said:
        return Problem(min(gone - said), NOT_ERASED)
    if said - gone:
        return Problem(min(said - gone), ERASED_TWICE)
    return None
