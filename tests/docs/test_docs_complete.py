"""What can be typed or set is documented: commands, settings, Make targets; and links in the docs lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guiju.cli import COMMANDS

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = REPOSITORY / "docs"


def read(*parts: str) -> str:
    return REPOSITORY.joinpath(*parts).read_text(encoding="utf-8")


def test_every_command_has_its_section():
    written = set(re.findall(r"^## `guiju ([a-z-]+)", read("docs", "commands.md"), re.MULTILINE))
    assert written == set(COMMANDS)


def test_every_setting_is_described():
    source = "".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "src").rglob("*.py"))
    source += "".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "tests").rglob("conftest.py"))
    used = set(re.findall(r"[\"'](GUIJU_[A-Z_]+)[\"']", source))
    written = set(re.findall(r"^\| `(GUIJU_[A-Z_]+)`", read("docs", "settings.md"), re.MULTILINE))
    assert written == used


def test_every_make_target_is_described():
    targets = set(re.findall(r"^([a-z-]+):.*##", read("Makefile"), re.MULTILINE))
    assert targets <= set(re.findall(r"`make ([a-z-]+)`", read("docs", "commands.md")))


@pytest.mark.parametrize("page", [*sorted(DOCS.rglob("*.md")), REPOSITORY / "README.md"], ids=lambda path: path.name)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    lost = [link for link in targets if "://" not in link and not (page.parent / link).exists()]
    assert lost == []


def test_every_component_is_in_the_design_system():
    exported = set(re.findall(r"\{% set (\w+) =", read("src", "guiju", "web", "templates", "ui.html"))) - {"mark"}
    described = read("docs", "design-system.md")
    assert {macro for macro in exported if f"`{macro}(" not in described} == set()
