"""What is published (公布文件): the announcement before the draw, the result after it, and the digests in them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from guiju.domain.draw.model import Announcement, Candidate, Rules
from guiju.domain.draw.panel import panel_drawn, rules_require

LISTED = ("algorithm", "purpose", "public_source", "rules", "candidates")


def file_bytes(data: Mapping[str, Any]) -> bytes:
    """Canonical JSON (RFC 8785); for texts and whole numbers under ASCII keys Python's compact form is just that."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def list_digest(data: Mapping[str, Any]) -> str:
    """The list hash (名单摘要): over what is drawn from, by which rules, what for."""
    return hashlib.sha256(file_bytes({name: data[name] for name in LISTED})).hexdigest()


def commitment_of(*, seed: str, list_sha256: str) -> str:
    """The commitment (承诺值): tells nothing of the seed, and fits no other seed and no other list."""
    return hashlib.sha256(file_bytes({"seed": seed, "list_sha256": list_sha256})).hexdigest()


def announced(
    rules: Rules, candidates: Sequence[Candidate], *, purpose: str, public_source: str, seed: str
) -> dict[str, Any]:
    """What is published before the draw. `seed`: 64 hexadecimal digits, kept secret till then. Raises `RulesUnmet`."""
    rules_require(rules, candidates)
    data = Announcement(rules, tuple(candidates), purpose, public_source).data()
    digest = list_digest(data)
    return {**data, "list_sha256": digest, "commitment": commitment_of(seed=seed, list_sha256=digest)}


def drawn(announcement: Mapping[str, Any], told: Announcement, *, seed: str, public_value: str) -> dict[str, Any]:
    """The result file: the announcement, the seed now revealed, the public value, and the outcome. `RulesUnmet`."""
    return {
        **announcement,
        "seed": seed,
        "public_value": public_value,
        "outcome": outcome_of(told, seed=seed, public_value=public_value, list_sha256=str(announcement["list_sha256"])),
    }


def outcome_of(told: Announcement, *, seed: str, public_value: str, list_sha256: str) -> dict[str, Any]:
    """The panel in the order drawn, and whom the rules kept out and why."""
    panel = panel_drawn(told.rules, told.candidates, seed=seed, public_value=public_value, list_sha256=list_sha256)
    out = [(one.code, told.rules.keeps_out(one)) for one in told.candidates]
    return {"panel": list(panel), "kept_out": [{"code": code, "why": why} for code, why in sorted(out) if why]}
