"""Files stay small, functions stay shorter, and every module has a name and a sentence of its own."""

from __future__ import annotations

from source_files import modules, name, seen, tracked

FILE_LINES = 400
FUNCTION_LINES = 60
DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc", "lib", "extras", "stuff", "shared", "base_utils"}
WRITTEN_BY_HAND = {".py", ".html", ".css", ".js"}


def test_no_file_is_longer_than_400_lines():
    long = {
        name(path): lines
        for path in tracked()
        if path.suffix in WRITTEN_BY_HAND
        and not {"migrations", "vendor"} & set(path.parts)
        and (lines := path.read_text(encoding="utf-8").count("\n")) > FILE_LINES
    }
    assert long == {}


def test_no_function_is_longer_than_60_lines():
    long = {
        f"{name(path)}:{function.line} {function.name}": function.length
        for path in modules()
        for function in seen(path).functions
        if function.length > FUNCTION_LINES
    }
    assert long == {}


def test_no_module_is_a_junk_drawer():
    assert [name(path) for path in modules() if {path.stem, path.parent.name} & DRAWERS] == []


def test_every_module_says_what_it_is():
    assert [name(path) for path in modules() if seen(path).mute] == []
