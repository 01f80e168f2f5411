"""The pages are true: what they link to, list and name is there."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from mock_dnssec import pytest_plugin
from mock_dnssec.options import Options

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/errors.md",
    "docs/fidelity.md",
    "docs/performance.md",
)


def headings(page: str) -> set[str]:
    """Return the anchors of a page's headings."""
    titles = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).strip().replace(" ", "-").lower() for title in titles}


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """Each link within the project leads to a file, and to a heading of it."""
    page = ROOT / name
    links = re.findall(r"\]\((?!https://)([^)#]*)#?([^)]*)\)", page.read_text(encoding="utf-8"))
    for path, anchor in links:
        target = page.parent / path if path else page
        assert target.exists(), path
        assert not anchor or anchor in headings(target.read_text(encoding="utf-8")), anchor


def test_every_example_is_listed() -> None:
    """The README links to each file among the examples."""
    files = {path.name for path in (ROOT / "examples").glob("*.py")}
    assert files == set(re.findall(r"\]\(examples/(\w+\.py)\)", README))


def test_every_option_is_listed() -> None:
    """The table of options has all of them, with their defaults."""
    defaults = {option.name: getattr(Options(), option.name) for option in fields(Options)}
    rows = dict(re.findall(r"^\| `(\w+)` \| `(.+?)` \| .+ \|$", README, re.MULTILINE))
    assert {name: ast.literal_eval(rows[name]) for name in defaults} == defaults


def test_every_fixture_is_listed() -> None:
    """Each fixture of the plugin is in the README."""
    for name in pytest_plugin.__all__:
        assert name.startswith("pytest_") or f"`{name}" in README or f"({name})" in README


@pytest.mark.parametrize("code", CODE, ids=range(len(CODE)))
def test_code_is_python(code: str) -> None:
    """Each piece of Python is complete as it stands, and imports what there is."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module == "mock_dnssec":
            exec(ast.unparse(node))
