"""How well work is tied to the items it carries out: precision and recall on the pairs a person found."""

from __future__ import annotations

from guiju.domain.crosswalk import Item, suggest
from guiju.domain.policy.reading import policy_read
from tools.policy_labels import CORPUS

ABOVE = "004"
POLICIES = {"worked": "001", "held_back": "002"}


def run() -> None:
    """Score each split and print it."""
    print("crosswalk: work of 001 and 002 tied to the items of 004")
    above = _items(ABOVE)
    for split, document in POLICIES.items():
        right, given = _labelled(split), {(one.below, one.above) for one in suggest(above, _items(document))}
        both = len(right & given)
        print(f"  {split:<10} precision {both / max(len(given), 1):.3f}  recall {both / max(len(right), 1):.3f}")


def _items(document: str) -> list[Item]:
    page = next((CORPUS / "pages").glob(f"{document}_*")).read_text(encoding="utf-8")
    tasks = policy_read(page, document=document).record()["tasks"]
    return [Item(task["id"], task["title"] or "", task["text"]) for task in tasks]


def _labelled(split: str) -> set[tuple[str, str]]:
    lines = (CORPUS / "crosswalk.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {(below, one) for below, above, of in rows if of == split for one in above.split()}


if __name__ == "__main__":
    run()
