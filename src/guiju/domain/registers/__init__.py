"""Declared registers (登记簿): what a declaration says of one, read from TOML with every error on its line.

- `register_load(text, where) -> Register`, raises `DeclarationError`
- `values_read(register, typed) -> Reading`: what people typed or a sheet holds → values, errors by field
- `value_show(field, value, lang)`, `value_write(field, value)`: as pages show it, as sheets and forms write it
- `registers_compare(old, new) -> Comparison`: what a new version does to records
- `register_diagram(registers)`, `declaration_propose(sheet)`: a drawing; a declaration for a sheet people keep
"""

from guiju.domain.registers.comparing import Change, Comparison, registers_compare
from guiju.domain.registers.diagram import register_diagram
from guiju.domain.registers.loading import register_load
from guiju.domain.registers.model import Answer, Field, Measure, Numbering, Option, Register, Retention
from guiju.domain.registers.proposing import declaration_propose
from guiju.domain.registers.reading import Reading, values_read
from guiju.domain.registers.showing import value_show, value_write

__all__ = [
    "Answer",
    "Change",
    "Comparison",
    "Field",
    "Measure",
    "Numbering",
    "Option",
    "Reading",
    "Register",
    "Retention",
    "declaration_propose",
    "register_diagram",
    "register_load",
    "registers_compare",
    "value_show",
    "value_write",
    "values_read",
]
