"""Imports stand at the top of a module: one inside a function usually hides a cycle."""

from __future__ import annotations

from source_files import SOURCE, modules, name, seen

ALLOWED = {
    "src/guiju/cli/": "a command loads Django or a heavy reader only once it is called",
}


def _inner(path):
    """Line and module of imports inside functions; an AppConfig's `ready` must import late, as models come first."""
    for function in seen(path).functions:
        if not (function.name == "ready" and path.name == "apps.py"):
            yield from (f"{name(path)}:{line}" for line in function.imports)


def test_no_function_imports_anything():
    found = {
        place
        for path in modules()
        if path.is_relative_to(SOURCE)
        for place in _inner(path)
        if not place.startswith(tuple(ALLOWED))
    }
    assert sorted(found) == []
