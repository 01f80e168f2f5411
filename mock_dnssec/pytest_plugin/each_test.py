"""The hooks around each test: faults that never fired, and the report of a failure."""

from __future__ import annotations

import sys
from collections.abc import Generator
from typing import TYPE_CHECKING, cast

import pytest

from mock_dnssec.pytest_plugin.marks import are_ours, gets_account, has_fixture

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.activation import Activation


class Before:
    """What was there when a test began, in the account of its class, module or session if any."""

    def __init__(self, account: Account | None = None) -> None:
        self.account = account
        self.calls = 0 if account is None else len(account.calls)


BEFORE = pytest.StashKey[Before]()
ENDED_EARLY = pytest.StashKey[bool]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Take note of what is there; refuse a mark that would have no effect."""
    mock = _mock()
    if mock is not None:
        mock.forget()
        item.stash[BEFORE] = Before(mock.account)
    if are_ours(item.own_markers) and not gets_account(item):
        from mock_dnssec.pytest_plugin.asked import WITHOUT_EFFECT

        pytest.fail(WITHOUT_EFFECT, pytrace=False)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Let a test fail whose faults have not fired, or that has caught what a guard has raised."""
    result = yield
    mock = _mock()
    if mock is not None and mock.account is not None:
        from mock_dnssec.pytest_plugin.asked import mistakes_told
        from mock_dnssec.pytest_plugin.guards import check_guards

        with mistakes_told():
            mock.account.faults.check()
            check_guards(item)
    return result


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """End a test's guards and its faults, of which one that has failed need not hear."""
    mock = _mock()
    if mock is None or mock.account is None:
        return (yield)
    from mock_dnssec.pytest_plugin.guards import end_guards

    end_guards(item)
    faults = mock.account.faults
    faults.end_test()
    faults.forgiving = item.stash.get(ENDED_EARLY, False)
    try:
        return (yield)
    finally:
        faults.forgiving = False


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add to the report of a failure what the test has done at AWS, if it has been there."""
    report = yield
    item.stash[ENDED_EARLY] = not report.passed
    mock = _mock()
    if mock is None or not report.failed:
        return report
    from mock_dnssec.pytest_plugin.tracebacks import end_at_test, is_told_by_mock

    if call.excinfo is not None and is_told_by_mock(call.excinfo.value):
        end_at_test(call.excinfo.value)
        excinfo = pytest.ExceptionInfo.from_exception(call.excinfo.value)
        report.longrepr = item.repr_failure(excinfo)
    account = mock.last_account
    if account is not None:
        before = _before(item, account)
        if before.account is None or len(account.calls) > before.calls or has_fixture(item):
            from mock_dnssec.inspection.failure_report import sections

            report.sections += sections(account, before.calls)
    return report


def _mock() -> Activation | None:
    """Return the mock if anything in this run has asked for it yet."""
    module = sys.modules.get("mock_dnssec.activation")
    return None if module is None else cast("Activation", module.mock_dnssec)


def _before(item: pytest.Item, account: Account) -> Before:
    """Return what was there of this account when the test began: nothing of one that is new."""
    before = item.stash.get(BEFORE, Before())
    return before if before.account is account else Before()
