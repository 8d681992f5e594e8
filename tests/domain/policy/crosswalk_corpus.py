"""The pairs a person found between policies, and the items they stand in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from guiju.domain.crosswalk import Item
from guiju.domain.policy.reading import policy_read

CORPUS = Path(__file__).parents[2] / "corpora" / "policy"


@cache
def items(document: str) -> tuple[Item, ...]:
    page = next((CORPUS / "pages").glob(f"{document}_*.txt")).read_text(encoding="utf-8")
    tasks = policy_read(page, document=document).record()["tasks"]
    return tuple(Item(task["id"], task["title"] or "", task["text"]) for task in tasks)


def labelled(split: str) -> dict[str, set[str]]:
    lines = (CORPUS / "crosswalk.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {below: set(above.split()) for below, above, of in rows if of == split}
