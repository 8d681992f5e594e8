"""Signatures (数字签名) behind one interface, so that SM2 can stand beside Ed25519. Knows no Django.

A signature carries its algorithm, its key's id and public key: anyone can check it offline with `signature_holds`,
and compares the key id with the one the installation publishes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class Signature(NamedTuple):
    """A signature with all that is needed to check it; `public_key` and `value` are base64."""

    algorithm: str
    key_id: str
    public_key: str
    value: str


class Signer(Protocol):
    """Something that holds a private key."""

    @property
    def algorithm(self) -> str: ...
    @property
    def public_key(self) -> bytes: ...
    def sign(self, message: bytes) -> bytes: ...


class Ed25519Signer:
    """Signs with an Ed25519 key (RFC 8032)."""

    algorithm = "Ed25519"

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @property
    def public_key(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


def key_id(public_key: bytes) -> str:
    """The short name of a key: the first 16 hex digits of the SHA-256 of its public part."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def signature_make(signer: Signer, message: bytes) -> Signature:
    """Sign a message."""
    public = signer.public_key
    return Signature(
        signer.algorithm,
        key_id(public),
        base64.b64encode(public).decode("ascii"),
        base64.b64encode(signer.sign(message)).decode("ascii"),
    )


def _ed25519_holds(public_key: bytes, value: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(value, message)
    except (InvalidSignature, ValueError):
        return False
    return True


VERIFIERS: dict[str, Callable[[bytes, bytes, bytes], bool]] = {"Ed25519": _ed25519_holds}


def signature_holds(signature: Signature, message: bytes) -> bool:
    """Whether the signature is one of this message, by the key it names. Anything odd in it: False."""
    verifier = VERIFIERS.get(signature.algorithm)
    if verifier is None:
        return False
    try:
        public = base64.b64decode(signature.public_key, validate=True)
        value = base64.b64decode(signature.value, validate=True)
    except (binascii.Error, ValueError):
        return False
    return key_id(public) == signature.key_id and verifier(public, value, message)


def signer_at(path: Path) -> Signer:
    """The signer whose private key lies in a PEM file, which is made (mode 600) when missing."""
    if not path.exists():
        _key_make(path)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path} holds no Ed25519 key")
    return Ed25519Signer(key)


def _key_make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        pass  # another process was first: its key is the key
    finally:
        Path(temporary).unlink()
