"""Registers as a drawing (登记簿关系图), as Mermaid's entity diagrams: fields, and who names whom."""

from __future__ import annotations

from collections.abc import Iterable

from guiju.domain.registers.model import Register


def register_diagram(registers: Iterable[Register], lang: str = "zh") -> str:
    """The drawing: a box for each register with its fields, a line for each field that names a record."""
    boxes, lines = [], []
    for register in registers:
        rows = "".join(
            f'    {field.type} {field.code}{" UK" if field.unique else ""} "{_quoted(field.name.pick(lang))}"\n'
            for field in register.fields
        )
        boxes.append(f"  {register.code} {{\n{rows}  }}\n")
        lines += [
            f'  {register.code} }}o--o| {field.register} : "{_quoted(field.name.pick(lang))}"\n'
            for field in register.fields
            if field.type == "record"
        ]
    return "erDiagram\n" + "".join(boxes + lines)


def _quoted(text: str) -> str:
    return text.replace('"', "'")
