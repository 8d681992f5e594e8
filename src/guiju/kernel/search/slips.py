"""How many slips lie between two words (编辑距离): letters added, left out, mistaken, or swapped with the next."""

from __future__ import annotations


def distance(one: str, other: str) -> int:
    """The number of slips, each neighbour swap counted once (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        after = [i]
        for j, b in enumerate(other, 1):
            cost = min(row[j] + 1, after[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            after.append(cost)
        before, row = row, after
    return row[-1]
