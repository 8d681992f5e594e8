"""Laws of the chain: whatever field of whatever event is changed, verification finds it."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given
from hypothesis import strategies as st

from guiju.domain.language import Words
from guiju.kernel.history.canonical import canonical
from guiju.kernel.history.chain import (
    GENESIS,
    Attachment,
    Link,
    Statement,
    checkpoint_message,
    link_digest,
    payload_digest,
)
from guiju.kernel.history.export import ExportError, chain_read, chain_write
from guiju.kernel.history.signing import Ed25519Signer, signature_holds, signature_make, signer_at
from guiju.kernel.history.verify import verify

SIGNER = Ed25519Signer(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
TEXT_FIELDS = [name for name in Link._fields if name != "sequence"]
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def chain_of(contents: list[object]) -> list[tuple[Link, Attachment]]:
    previous, entries = GENESIS, []
    for sequence, content in enumerate(contents, 1):
        text = canonical(content)
        salt = sequence.to_bytes(16, "big")
        link = Link(
            sequence, "2026-03-01T08:30:00.000000Z", "user:1", "act", "thing", str(sequence), "因为", "依据",
            payload_digest(salt, text), previous, "",
        )  # fmt: skip
        previous = link_digest(link)
        entries.append((link._replace(digest=previous), Attachment(salt.hex(), text.decode())))
    return entries


def statement_of(link: Link) -> Statement:
    message = checkpoint_message(sequence=link.sequence, digest=link.digest, at=link.at)
    return Statement(link.sequence, link.digest, link.at, signature_make(SIGNER, message))


@given(JSON)
def test_canonical_json_is_that_of_the_standard(value: object):
    assert canonical(value) == rfc8785.dumps(value)


@given(st.lists(JSON, max_size=6))
def test_an_untouched_chain_verifies(contents: list[object]):
    report = verify(chain_of(contents))
    assert report.ok
    assert report.events == len(contents)


@given(st.integers(0, 4), st.sampled_from(TEXT_FIELDS), TEXT)
def test_changing_any_field_of_any_event_is_found(index: int, field: str, value: str):
    entries = chain_of([{"n": n} for n in range(5)])
    link, attachment = entries[index]
    assume(getattr(link, field) != value)
    entries[index] = (link._replace(**{field: value}), attachment)
    problem = verify(entries).problem
    assert problem is not None
    assert problem.sequence in {index + 1, index + 2}


@given(st.integers(0, 4), st.sampled_from(["salt", "canonical"]), TEXT)
def test_changing_any_payload_is_found(index: int, field: str, value: str):
    entries = chain_of([{"n": n} for n in range(5)])
    link, attachment = entries[index]
    assume(getattr(attachment, field) != value)
    entries[index] = (link, attachment._replace(**{field: value}))
    assert verify(entries).problem.sequence == index + 1  # type: ignore[union-attr]


@given(st.integers(0, 3))
def test_removing_an_event_is_found(index: int):
    entries = chain_of([{"n": n} for n in range(5)])
    del entries[index]
    assert verify(entries).problem.sequence == index + 1  # type: ignore[union-attr]


@given(st.permutations(range(5)))
def test_reordering_is_found(order: list[int]):
    entries = chain_of([{"n": n} for n in range(5)])
    assert verify([entries[n] for n in order]).ok == (order == sorted(order))


def test_a_missing_payload_is_found():
    (link, _), *_ = chain_of([1])
    assert not verify([(link, None)]).ok


def test_a_shorter_chain_than_its_head_has_been_cut():
    entries = chain_of([1, 2, 3])
    head = (3, entries[-1][0].digest)
    assert verify(entries, head=head).ok
    assert verify(entries[:2], head=head).problem.sequence == 3  # type: ignore[union-attr]


def test_a_checkpoint_of_a_foreign_key_is_not_trusted():
    entries = chain_of([1, 2])
    statements = [statement_of(entries[1][0])]
    assert verify(entries, statements).ok
    assert not verify(entries, statements, trusted_keys={"0" * 16}).ok


def test_a_chain_cut_below_its_checkpoint_is_found():
    entries = chain_of([1, 2, 3])
    assert not verify(entries[:2], [statement_of(entries[2][0])]).ok


def test_an_exported_chain_can_be_verified_by_a_stranger():
    entries = chain_of([{"名称": "质量管理体系"}, 2, 3])
    file = io.StringIO()
    assert chain_write(file, [statement_of(entries[1][0])], entries) == 3
    file.seek(0)
    statements, rows = chain_read(file)
    report = verify(rows, statements)
    assert report.ok
    assert (report.events, report.checkpoints) == (3, 1)


@pytest.mark.parametrize("text", ["", "{}", "[]", "nonsense", '{"format": "other"}'])
def test_another_file_is_no_chain(text: str):
    with pytest.raises(ExportError):
        chain_read(io.StringIO(text))


def test_a_damaged_line_is_named():
    file = io.StringIO()
    chain_write(file, [], chain_of([1, 2]))
    lines = file.getvalue().splitlines()
    lines[2] = json.dumps({"event": {}})
    _, rows = chain_read(io.StringIO("\n".join(lines)))
    with pytest.raises(ExportError) as caught:
        verify(rows)
    assert caught.value.where == "line 3"


def test_a_signature_holds_for_its_message_only():
    signature = signature_make(SIGNER, b"message")
    assert signature_holds(signature, b"message")
    assert not signature_holds(signature, b"another")
    assert not signature_holds(signature._replace(algorithm="SM2"), b"message")
    assert not signature_holds(signature._replace(value="不是"), b"message")
    assert not signature_holds(signature._replace(public_key="AAAA"), b"message")
    assert not signature_holds(signature._replace(key_id="0" * 16), b"message")


def test_a_key_is_made_once(tmp_path: Path):
    path = tmp_path / "keys" / "ed25519.pem"
    assert signer_at(path).public_key == signer_at(path).public_key
    assert [p.name for p in path.parent.iterdir()] == ["ed25519.pem"]


@pytest.mark.parametrize("value", [b"bytes", object(), {"a": object()}])
def test_history_holds_only_what_json_can(value: object):
    with pytest.raises(TypeError):
        canonical(value)


@pytest.mark.parametrize("value", [2**53, float("inf"), "\ud800"])
def test_history_holds_only_what_json_holds_exactly(value: object):
    with pytest.raises(ValueError, match=r"."):
        canonical(value)


def test_days_and_decimals_are_written_as_text():
    value = {
        "on": date(2020, 3, 31),
        "at": datetime(2020, 3, 31, 8, tzinfo=UTC),
        "sum": Decimal("1.50"),
        "both": Words("甲", "A"),
    }
    assert canonical(value).decode() == (
        '{"at":"2020-03-31T08:00:00.000000Z","both":{"en":"A","zh":"甲"},"on":"2020-03-31","sum":"1.50"}'
    )


def test_the_digest_of_a_link_is_that_of_its_canonical_json():
    (link, _), *_ = chain_of([1])
    fields = {name: value for name, value in link._asdict().items() if name != "digest"}
    assert link_digest(link) == hashlib.sha256(rfc8785.dumps(fields)).hexdigest()
