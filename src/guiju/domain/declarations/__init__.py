"""Declarations (声明文件): TOML that people write, read so that every error names its line and what is allowed.

root = declaration_open(text, "training.toml")     # raises DeclarationError where it is no TOML
code = root.text("code", pattern=CODE)             # what is wrong is noted, and reading goes on
name = root.words("name")
for field in root.tables("fields"):
    kind = field.choice("type", ("text", "date"))
root.finish()                                      # raises DeclarationError with everything that was noted
"""

from guiju.domain.declarations.errors import DeclarationError, Problem
from guiju.domain.declarations.files import declaration_files
from guiju.domain.declarations.table import CODE, LARGEST, Table, declaration_open

__all__ = ["CODE", "LARGEST", "DeclarationError", "Problem", "Table", "declaration_files", "declaration_open"]
