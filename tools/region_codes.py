"""Make the table of regions (行政区划代码 GB/T 2260): `python -m tools.region_codes REFERENCE`.

REFERENCE is a folder with `regions.jsonl.zst` (code, name, level, parent). Rows that name no place
(市辖区, 省直辖县级行政区划) are left out. Nobody edits the table by hand: change this script and run it again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/guiju/domain/codes/regions.tsv"
HEAD = "# GB/T 2260 codes in force (facts), by way of an MIT-licensed package; no history; 待核实. See PROVENANCE.md.\n"


def main(reference: str) -> None:
    """Write code and name, one region a line."""
    command = ["zstd", "-dc", str(Path(reference) / "regions.jsonl.zst")]
    lines = subprocess.run(command, check=True, capture_output=True).stdout.decode().splitlines()
    rows = sorted((row["code"], row["name"]) for row in map(json.loads, lines))
    named = [(code, name) for code, name in rows if name not in ("市辖区", "县") and "行政区划" not in name]
    TARGET.write_text(HEAD + "".join(f"{code}\t{name}\n" for code, name in named), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
