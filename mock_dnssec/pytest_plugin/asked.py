"""What the marks of a test ask for: options of the mock, and failures on purpose."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec.activation import Activation
from mock_dnssec.errors import MockUsageError

if TYPE_CHECKING:
    from mock_dnssec.account import Account

WITHOUT_EFFECT = (
    "A mark of mock_dnssec on one of the parameters of a test cannot turn the mock on by itself: "
    'let the test use the fixture, as with @pytest.mark.usefixtures("dnssec_account").'
)


@contextmanager
def account_for(node: pytest.Item | pytest.Collector) -> Iterator[Account]:
    """Turn the mock on with the options of the marks on a test and around it, the closest first."""
    with mistakes_told(), Activation(**_options(node)) as account:
        yield account


def place_faults(item: pytest.Item, account: Account) -> None:
    """Let calls of one test fail as the marks on it and around it say: the outermost come first."""
    for mark in reversed(list(item.iter_markers("aws_fails"))):
        try:
            inspect.signature(account.fail).bind(*mark.args, **mark.kwargs)
        except TypeError as wrong:
            raise MockUsageError(f"@pytest.mark.aws_fails: {wrong}.") from wrong
        account.fail(*mark.args, **mark.kwargs)


@contextmanager
def mistakes_told() -> Iterator[None]:
    """Fail the test for a mistake in using the mock, and tell of nothing but the mistake."""
    try:
        yield
    except MockUsageError as mistake:
        told = f"{type(mistake).__name__}: {mistake}"
        raise pytest.fail.Exception(told, pytrace=False) from None


def _options(node: pytest.Item | pytest.Collector) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for mark in (mark for each in node.listchain() for mark in each.own_markers):
        if mark.name == "mock_dnssec":
            if mark.args:
                raise MockUsageError(
                    f"@pytest.mark.mock_dnssec takes options by keyword, not {mark.args!r}."
                )
            options.update(mark.kwargs)
    return options
