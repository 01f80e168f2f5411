"""What the marks of a test ask for: options of the mock, and failures on purpose."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, NoReturn

from mock_dnssec.activation import Activation
from mock_dnssec.errors import MockUsageError

if TYPE_CHECKING:
    import pytest

    from mock_dnssec.account import Account


def activation(node: pytest.Item | pytest.Collector) -> Activation:
    """Return the mock with the options of the marks on a test and around it, the closest first.

    Raises MockUsageError for what is no option.
    """
    options: dict[str, Any] = {}
    for mark in node.iter_markers("mock_dnssec"):
        if mark.args:
            raise MockUsageError(
                f"@pytest.mark.mock_dnssec takes options by keyword, such as seed=1: {mark.args!r}."
            )
        options = {**mark.kwargs, **options}
    return Activation(**options)


def place_faults(item: pytest.Item, account: Account) -> None:
    """Let calls fail as the marks on a test and around it say, the outermost and topmost first.

    Raises MockUsageError for what ``account.fail`` does not take.
    """
    for mark in reversed(list(item.iter_markers("aws_fails"))):
        try:
            inspect.signature(account.fail).bind(*mark.args, **mark.kwargs)
        except TypeError as wrong:
            raise MockUsageError(f"@pytest.mark.aws_fails: {wrong}.") from None
        account.fail(*mark.args, **mark.kwargs)


def refuse_marks() -> NoReturn:
    """Raise MockUsageError about marks that stand where a plugin can add no fixture to a test."""
    raise MockUsageError(
        "A mark of mock_dnssec on a method of a unittest class, or on one of the parameters of a "
        "test, cannot turn the mock on by itself: let the test use the fixture dnssec_account, as "
        'with @pytest.mark.usefixtures("dnssec_account").'
    )
