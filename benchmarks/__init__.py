"""Trials against a whole installation, run by hand: `python -m benchmarks.load`."""
