"""`make accuracy`: how well numbers and citations are read, against labelled corpora, with gains and losses."""

from __future__ import annotations

from tools import accuracy_citations, accuracy_numbers


def main() -> None:
    """Score both and print the reports."""
    accuracy_numbers.run()
    accuracy_citations.run()


if __name__ == "__main__":
    main()
