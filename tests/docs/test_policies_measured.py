"""Every target of the carried policies is counted, reported by hand, or says why not; the table in the docs is that."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from guiju.apps.ledger.reading import text_read
from guiju.domain.declarations import declaration_files
from guiju.domain.registers import register_load

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src/guiju/apps/ledger/data"
TIES = tomllib.loads((DATA / "ties.toml").read_text(encoding="utf-8"))
MANUAL = {one["code"] for one in tomllib.loads((DATA / "measures.toml").read_text(encoding="utf-8"))["measure"]}


def _counted() -> dict[str, tuple[str, ...]]:
    """The measures that shipped registers declare, each with what it can be split by."""
    loaded = (register_load(path.read_text(encoding="utf-8"), path.name) for path in declaration_files("registers"))
    return {one.code: one.by for register in loaded for one in register.measures}


def test_every_target_of_the_five_policies_is_settled_and_the_table_says_how():
    counted = _counted()
    for tie in TIES["tie"]:
        assert tie["measure"] in counted or tie["measure"] in MANUAL, tie
        by = tie.get("part", "").partition("=")[0]
        assert not by or by in counted[tie["measure"]], tie
    assert all(row["why"] and row["why_en"] for row in TIES["tie"] + TIES["left"])
    rows = []
    for page in sorted((DATA / "policies").glob("*.txt")):
        told = text_read(page.read_text(encoding="utf-8")).record
        start = page.name[:4]
        how = {row["target"]: "left" for row in TIES["left"] if row["policy"] == start}
        how |= {
            row["target"]: "manual" if row["measure"] in MANUAL else "counted"
            for row in TIES["tie"]
            if row["policy"] == start
        }
        own = [one for one in told["targets"] if not one.get("duplicate_of")]
        numbered = {one["id"].removeprefix("p-") for one in own if one["kind"] == "quantified"}
        assert numbered == set(how), page.name
        n = Counter(how.values())
        words = len(own) - len(numbered)
        rows.append(f"| {told['meta']['title']} | {n['counted']} | {n['manual']} | {n['left']} | {words} |")
    assert "\n".join(rows) in (ROOT / "docs/ledger.md").read_text(encoding="utf-8"), "\n".join(rows)
