"""`make accuracy`: how well numbers, citations, policies are read and standards found: labelled sets, gains, losses."""

from __future__ import annotations

from tools import (
    accuracy_citations,
    accuracy_crosswalk,
    accuracy_numbers,
    accuracy_policy,
    accuracy_search,
    accuracy_ties,
)


def main() -> None:
    """Score all and print the reports."""
    accuracy_numbers.run()
    accuracy_citations.run()
    accuracy_policy.run()
    accuracy_search.run()
    accuracy_crosswalk.run()
    accuracy_ties.run()


if __name__ == "__main__":
    main()
