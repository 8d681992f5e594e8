"""The repository stands alone: it names no machine, no package registry's host and nothing outside itself."""

from __future__ import annotations

from source_files import name, tracked

# Written in two pieces, so that this file does not find itself.
FOREIGN = [
    one + other
    for one, other in [
        ("../", "shared"), ("/wo", "rk/"), ("/ro", "ot/"), ("/home", "/"),
        ("pypi", ".org"), ("pythonhosted", ".org"), ("registry.npm", "js"), ("--index", "-url http"),
    ]
]  # fmt: skip
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".lock",
    ".html",
    ".css",
    ".js",
    ".svg",
    ".sh",
    ".ini",
    ".cfg",
    ".yml",
    "",
}


def test_no_tracked_file_points_outside_the_repository():
    found = [
        f"{name(path)}:{number} {foreign}"
        for path in tracked()
        if path.suffix in TEXT
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        for foreign in FOREIGN
        if foreign in line
    ]
    assert found == []
