"""How well numbers are read: shares by publisher, changed forms apart, gains and losses since the kept result.

`python -m tools.accuracy_numbers` prints; with `--keep` it also keeps the result for the next comparison. The foreign
sample is what a well-known peer prints, and the peer is not always right: a miss there is a difference to look at.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from guiju.domain.numbers import read

CORPORA = Path(__file__).parent.parent / "tests" / "corpora" / "numbers"
KEPT = CORPORA / "last.json"


class Sample(NamedTuple):
    """One labelled text: `form` is what should be printed, "" when the text should be refused with `error`."""

    publisher: str
    text: str
    form: str
    error: str = ""

    @property
    def changed(self) -> bool:
        """Whether reading should change the text: the hard part, most texts being in normal form already."""
        return self.form != self.text


class Miss(NamedTuple):
    """A sample read otherwise, and how."""

    sample: Sample
    got: str


def samples() -> Iterator[Sample]:
    """All labelled texts the repository carries."""
    for publisher, text, form in _rows("foreign.tsv"):
        yield Sample(publisher, text, form or text)
    for text, form in _rows("chinese.tsv"):
        yield Sample("(chinese)", text, form)
    for text, error, _suggestion in _rows("malformed.tsv"):
        yield Sample("(malformed)", text, "", error)


def misses() -> list[Miss]:
    """The samples that are read otherwise than labelled."""
    found = []
    for sample in samples():
        reading = read(sample.text)
        if (reading.form, reading.error if sample.error else "") != (sample.form, sample.error):
            found.append(Miss(sample, reading.form or reading.error))
    return found


def run(*, keep: bool = False) -> dict[str, float]:
    """Print the report; return the shares read as labelled: "all", "changed", and by publisher."""
    missed = misses()
    total: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    for sample in samples():
        total[sample.publisher] += 1
        changed[sample.publisher] += sample.changed
    wrong = Counter(miss.sample.publisher for miss in missed)
    wrong_changed = Counter(miss.sample.publisher for miss in missed if miss.sample.changed)
    print(f"{'publisher':14}{'texts':>7}{'as labelled':>13}{'changed':>9}{'as labelled':>13}")
    shares: dict[str, float] = {}
    for publisher in sorted(total, key=lambda name: (-total[name], name)):
        shares[publisher] = _share(total[publisher], wrong[publisher])
        of_changed = _percent(_share(changed[publisher], wrong_changed[publisher])) if changed[publisher] else "-"
        print(
            f"{publisher:14}{total[publisher]:7}{_percent(shares[publisher]):>13}{changed[publisher]:9}{of_changed:>13}"
        )
    shares["all"] = _share(total.total(), wrong.total())
    shares["changed"] = _share(changed.total(), wrong_changed.total())
    print(
        f"{'all':14}{total.total():7}{_percent(shares['all']):>13}{changed.total():9}{_percent(shares['changed']):>13}"
    )
    _compare(missed)
    if keep:
        _keep(missed)
    return shares


def losses() -> list[Miss]:
    """What was read as labelled when the result was last kept and no longer is."""
    before = _kept()
    return [miss for miss in misses() if miss.sample.text not in before]


def _compare(missed: list[Miss]) -> None:
    before, now = _kept(), {miss.sample.text for miss in missed}
    gained = sorted(before - now)
    lost = [miss for miss in missed if miss.sample.text not in before]
    print(f"\nsince the kept result: {len(gained)} gained, {len(lost)} lost, {len(now & before)} as before")
    for text in gained:
        print(f"  + {text}")
    for sample, got in lost:
        print(f"  - {sample.text}  should be {sample.form or sample.error}  is {got}")


def _kept() -> set[str]:
    return set(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else set()


def _keep(missed: list[Miss]) -> None:
    texts = json.dumps(sorted(miss.sample.text for miss in missed), ensure_ascii=False, indent=0)
    KEPT.write_text(texts + "\n", encoding="utf-8")


def _rows(name: str) -> Iterator[list[str]]:
    with (CORPORA / name).open(encoding="utf-8", newline="\n") as file:
        for line in file:
            if line.strip() and not line.startswith("# "):
                yield line.rstrip("\n").split("\t")


def _share(total: int, wrong: int) -> float:
    return (total - wrong) / total if total else 1.0


def _percent(share: float) -> str:
    return f"{share:.2%}"


if __name__ == "__main__":
    run(keep="--keep" in sys.argv[1:])
