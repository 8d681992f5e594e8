"""Targets held against the measures that count them (目标的计量).

- `Readings`: what measures said, each asked once
- `measured(target, readings, on) -> Measured`: how a target stands, with every number it was worked out from
- `already_reached(held)`: on the day it is tied, what `REACHED` warns of
- `series_of(held, readings)`, `foreseen(held, series) -> Forecast | None`: its way, and where it will be when it is due
- `bar_of`, `picture_of`, `MARKS`: how it is drawn
"""

from guiju.apps.ledger.measuring.bars import MARKS, Bar, Picture, bar_of, picture_of
from guiju.apps.ledger.measuring.forecasting import foreseen, series_of
from guiju.apps.ledger.measuring.holding import REACHED, Measured, already_reached, measured
from guiju.apps.ledger.measuring.readings import Readings

__all__ = [
    "MARKS",
    "REACHED",
    "Bar",
    "Measured",
    "Picture",
    "Readings",
    "already_reached",
    "bar_of",
    "foreseen",
    "measured",
    "picture_of",
    "series_of",
]
