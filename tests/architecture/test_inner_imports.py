"""Imports stand at the top of a module: one inside a function usually hides a cycle."""

from __future__ import annotations

import ast

from source_files import SOURCE, modules, name, tree

ALLOWED = {
    "src/guiju/cli/": "a command loads Django or a heavy reader only once it is called",
}


def _inner(path):
    """Line and module of imports inside functions; an AppConfig's `ready` must import late, as models come first."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not (
            node.name == "ready" and path.name == "apps.py"
        ):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom):
                    yield f"{name(path)}:{inner.lineno}"


def test_no_function_imports_anything():
    found = {
        place
        for path in modules()
        if path.is_relative_to(SOURCE)
        for place in _inner(path)
        if not place.startswith(tuple(ALLOWED))
    }
    assert sorted(found) == []
