"""docs/errors.md says what the mock does. ``python -m docs.errors > docs/errors.md`` renews it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docs import errors
from docs.recipes.running import outcome
from docs.recipes.table import RECIPES
from mock_dnssec.wire.older_models import botocore_is_older

PAGE = Path(errors.__file__).with_suffix(".md").read_text(encoding="utf-8")


def test_the_page_is_current() -> None:
    """The page is what the command prints: of other operations, with the models of today."""
    own_part = errors.own_part()
    assert PAGE.startswith(own_part)
    assert botocore_is_older() or own_part + errors.others_part() == PAGE


def test_what_is_pasted_runs() -> None:
    """Each piece of code runs as the page has it, below what the recipes start from."""
    pasted: dict[str, Any] = {}
    for code in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(compile(code, "errors.md", "exec", dont_inherit=True), pasted)
    answers = {
        (operation, recipe.__name__): (code, outcome(pasted[recipe.__name__], operation))
        for operation, rows in RECIPES.items()
        for code, several in rows.items()
        for recipe in several
    }
    wrong = {
        what for what, (code, error) in answers.items() if error.response["Error"]["Code"] != code
    }
    assert not wrong


def test_every_link_to_a_recipe_leads_there() -> None:
    """Each recipe of the table is on the page under a heading of its own, which links name."""
    recipes = {
        recipe.__name__
        for rows in RECIPES.values()
        for several in rows.values()
        for recipe in several
    }
    headings = [line.removeprefix("### ") for line in PAGE.splitlines() if line.startswith("### ")]
    assert {name: headings.count(name) for name in recipes} == dict.fromkeys(recipes, 1)
    assert recipes <= set(re.findall(r"\]\(#(\w+)\)", PAGE))
