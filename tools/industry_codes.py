"""Make the table of industries (国民经济行业分类 GB/T 4754-2017): `python -m tools.industry_codes REFERENCE`.

REFERENCE is a folder with `gbt4754-2017.jsonl.zst` (code, name_zh, section). Codes are written with the letter of their
section before them, as people write them (C38). Nobody edits the table by hand: change this script and run it again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/guiju/domain/codes/industries.tsv"
HEAD = "# GB/T 4754-2017 codes and names (facts); 待核实. See PROVENANCE.md.\n"


def main(reference: str) -> None:
    """Write code and name, one industry a line."""
    command = ["zstd", "-dc", str(Path(reference) / "gbt4754-2017.jsonl.zst")]
    lines = subprocess.run(command, check=True, capture_output=True).stdout.decode().splitlines()
    rows = [
        (row["section"] + row["code"].removeprefix(row["section"]), row["name_zh"]) for row in map(json.loads, lines)
    ]
    TARGET.write_text(HEAD + "".join(f"{code}\t{name}\n" for code, name in sorted(rows)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
