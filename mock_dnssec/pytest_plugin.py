"""The pytest plugin: a fixture that turns the mock on for one test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from mock_dnssec.activation import Activation

if TYPE_CHECKING:
    from mock_dnssec.account import Account


@pytest.fixture
def dnssec_account() -> Iterator[Account]:
    """Turn the mock on for one test and give it the account."""
    with Activation() as account:
        yield account
