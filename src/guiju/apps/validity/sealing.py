"""The seal of a report (查新报告签章): number, hash and signature; made here, checked by anybody offline.

The hash is SHA-256 over the canonical JSON (RFC 8785) of the result. The signature is over the canonical JSON of
`{"number", "sha256"}`, so that neither can be changed alone. Knows no Django.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from guiju.domain.language import Words
from guiju.domain.validity.result import canonical, digest
from guiju.kernel.history.signing import Signature, Signer, signature_holds, signature_make

_SEAL_FIELDS = ("number", "sha256", "algorithm", "key_id", "public_key", "signature")


class SealCheck(NamedTuple):
    """What the check of a report found (核验结果): `holds`, why in both languages, and the report's own data."""

    holds: bool
    why: Words
    number: str
    sha256: str
    key_id: str


def seal(result: Mapping[str, Any], *, number: str, signer: Signer) -> dict[str, str]:
    """Sign a result under a report number."""
    return seal_digest(digest(result), number=number, signer=signer)


def seal_digest(sha256: str, *, number: str, signer: Signer) -> dict[str, str]:
    """Sign the hash of a result under a report number."""
    signature = signature_make(signer, _message(number, sha256))
    return {
        "number": number,
        "sha256": sha256,
        "algorithm": signature.algorithm,
        "key_id": signature.key_id,
        "public_key": signature.public_key,
        "signature": signature.value,
    }


def report_json(result: Mapping[str, Any], sealed: Mapping[str, str]) -> dict[str, Any]:
    """The report as it is handed out and embedded: `{"report": seal, "result": result}`."""
    return {"report": dict(sealed), "result": dict(result)}


def seal_check(report: object) -> SealCheck:
    """Check a report's hash and signature. Anything odd in it is an answer, never an error."""
    parts = _parts(report)
    if parts is None:
        return SealCheck(
            False, Words("这不是查新报告的数据。", "This is not the data of a validity report."), "", "", ""
        )
    sealed, result = parts
    number, sha256, key_id = sealed["number"], sealed["sha256"], sealed["key_id"]
    try:
        computed = digest(result)
    except (ValueError, RecursionError):
        computed = ""
    if computed != sha256:
        why = Words("内容已被改动：与报告的哈希不符。", "The content was changed: it does not match the report's hash.")
        return SealCheck(False, why, number, sha256, key_id)
    signature = Signature(sealed["algorithm"], key_id, sealed["public_key"], sealed["signature"])
    if not signature_holds(signature, _message(number, sha256)):
        why = Words("签名无效：不是由所称的密钥签发。", "The signature is not valid for the key it names.")
        return SealCheck(False, why, number, sha256, key_id)
    why = Words("内容未被改动，签名有效。", "The content is unchanged and the signature is valid.")
    return SealCheck(True, why, number, sha256, key_id)


def _parts(report: object) -> tuple[dict[str, str], dict[str, Any]] | None:
    if not isinstance(report, dict):
        return None
    sealed, result = report.get("report"), report.get("result")
    if not isinstance(sealed, dict) or not isinstance(result, dict):
        return None
    if not all(isinstance(sealed.get(field), str) for field in _SEAL_FIELDS):
        return None
    return sealed, result


def _message(number: str, sha256: str) -> bytes:
    return canonical({"number": number, "sha256": sha256})
