"""docs/errors.md says what the mock does. ``python -m docs.errors > docs/errors.md`` renews it."""

from __future__ import annotations

from pathlib import Path

from docs import errors
from mock_dnssec.wire.older_models import botocore_is_older

PAGE = Path(errors.__file__).with_suffix(".md").read_text(encoding="utf-8")


def test_the_page_is_current() -> None:
    """The page is what the command prints: of other operations, with the models of today."""
    own_part = errors.own_part()
    assert PAGE.startswith(own_part)
    assert botocore_is_older() or own_part + errors.others_part() == PAGE
