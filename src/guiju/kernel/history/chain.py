"""The links of the chain (链节) and how their digests are made. Knows no Django.

- payload digest: SHA-256 of the salt's 16 bytes followed by the canonical JSON of `{"before": …, "after": …}`
- event digest: SHA-256 of the canonical JSON of the event without its own digest
- the first event's previous digest is 64 zeros
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from json.encoder import encode_basestring as quote
from operator import attrgetter
from typing import NamedTuple

from guiju.kernel.history.canonical import canonical
from guiju.kernel.history.signing import Signature

GENESIS = "0" * 64
ERASED = "history.payload_erased"


class Link(NamedTuple):
    """One event as it stands in the chain; `at` as `canonical.moment_text` writes it, digests in hex."""

    sequence: int
    at: str
    actor: str
    action: str
    object_kind: str
    object_id: str
    reason: str
    evidence: str
    payload_digest: str
    previous_digest: str
    digest: str


class Withheld(NamedTuple):
    """An event that a public export tells the place of, no more (不公开的事件); its digest holds the chain together."""

    sequence: int
    previous_digest: str
    digest: str


# The canonical JSON of a link, spelled out: its keys in order, the sequence last.
_NAMES = sorted(set(Link._fields) - {"sequence", "digest"})
_TEXTS = attrgetter(*_NAMES)
_LINK = "{" + "".join(f'"{name}":%s,' for name in _NAMES) + '"sequence":%d}'


class Attachment(NamedTuple):
    """The payload beside a link: salt in hex and canonical JSON, both empty once `erased`."""

    salt: str
    canonical: str
    erased: bool = False


class Statement(NamedTuple):
    """A signed checkpoint: the chain had `digest` at `sequence`."""

    sequence: int
    digest: str
    at: str
    signature: Signature

    def message(self) -> bytes:
        """What is signed."""
        return checkpoint_message(sequence=self.sequence, digest=self.digest, at=self.at)


def payload_digest(salt: bytes, content: bytes) -> str:
    """The salted digest of a payload."""
    return hashlib.sha256(salt + content).hexdigest()


def link_digest(link: Link) -> str:
    """The digest a link should have; `link.digest` itself is not looked at."""
    return hashlib.sha256((_LINK % (*map(quote, _TEXTS(link)), link.sequence)).encode()).hexdigest()


def links_like(draft: Link) -> Callable[[int, str, str, str], Link]:
    """Makes links that differ in sequence, object, payload digest and previous digest only; thousands a second."""
    _, at, actor, action, kind, _, reason, evidence, *_ = draft
    before = (
        f'{{"action":{quote(action)},"actor":{quote(actor)},"at":{quote(at)},"evidence":{quote(evidence)},"object_id":'
    )
    between = f',"object_kind":{quote(kind)},"payload_digest":"'
    after = f'","reason":{quote(reason)},"sequence":'

    def link(sequence: int, object_id: str, payload: str, previous: str) -> Link:
        told = f'{before}{quote(object_id)}{between}{payload}","previous_digest":"{previous}{after}{sequence}}}'
        digest = hashlib.sha256(told.encode()).hexdigest()
        return Link(sequence, at, actor, action, kind, object_id, reason, evidence, payload, previous, digest)

    return link


def checkpoint_message(*, sequence: int, digest: str, at: str) -> bytes:
    """The bytes signed for a checkpoint."""
    return canonical({"what": "guiju history checkpoint", "sequence": sequence, "digest": digest, "at": at})
