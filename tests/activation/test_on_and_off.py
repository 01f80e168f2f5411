"""Turning the mock on and off: with, async with, start and stop, nested and shared."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from mock_dnssec import Account, MockUsageError, mock_dnssec
from tests.conftest import make_client


def test_with() -> None:
    """``with mock_dnssec`` gives the account, bare and called."""
    with mock_dnssec as bare:
        assert isinstance(bare, Account)
        assert mock_dnssec.account is bare
    with mock_dnssec() as called:
        assert isinstance(called, Account)
        assert called is not bare
    assert mock_dnssec.account is None


async def test_async_with() -> None:
    """``async with mock_dnssec`` gives the account, bare and called."""
    async with mock_dnssec as bare:
        assert mock_dnssec.account is bare
    async with mock_dnssec() as called:
        assert mock_dnssec.account is called
    assert mock_dnssec.account is None


def test_start_and_stop() -> None:
    """``start()`` gives the account, ``stop()`` discards it."""
    account = mock_dnssec.start()
    make_client("kms").create_key()
    mock_dnssec.stop()

    assert len(account.calls) == 1
    assert mock_dnssec.account is None


def test_each_start_needs_its_stop() -> None:
    """The mock is on until the last ``stop()``."""
    first, second = mock_dnssec.start(), mock_dnssec.start()
    mock_dnssec.stop()
    assert mock_dnssec.account is first is second
    mock_dnssec.stop()
    assert mock_dnssec.account is None


def test_stop_without_start() -> None:
    """``stop()`` while the mock is off raises, and the mock can still be turned on."""
    with pytest.raises(MockUsageError, match=r"stop\(\) without a start\(\)"):
        mock_dnssec.stop()
    with mock_dnssec as account:
        assert mock_dnssec.account is account


def test_exceptions_pass() -> None:
    """An exception in the body is raised, and the mock is off."""
    with pytest.raises(KeyError, match="mine"), mock_dnssec:
        raise KeyError("mine")
    assert mock_dnssec.account is None


async def test_exceptions_pass_asynchronously() -> None:
    """An exception in the body of ``async with`` is raised, and the mock is off."""
    with pytest.raises(KeyError, match="mine"):
        async with mock_dnssec:
            raise KeyError("mine")
    assert mock_dnssec.account is None


def test_each_activation_has_a_fresh_account() -> None:
    """What one activation made, the next does not have."""
    with mock_dnssec:
        make_client("kms").create_key()
    with mock_dnssec as account:
        assert make_client("kms").list_keys()["Keys"] == []
        assert len(account.calls) == 1


def test_nested_activations_join() -> None:
    """An inner activation gives the outer account, and leaves it on when it ends."""
    with mock_dnssec(seed=1) as outer:
        with mock_dnssec as inner, mock_dnssec() as innermost:
            assert inner is innermost is outer
            make_client("kms").create_key()
        assert len(make_client("kms").list_keys()["Keys"]) == 1
    assert mock_dnssec.account is None


def test_the_first_to_enter_need_not_leave_last() -> None:
    """The account lasts as long as anyone is in it, in whatever order they leave."""
    first, second = mock_dnssec(), mock_dnssec()
    account = first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert mock_dnssec.account is account
    second.__exit__(None, None, None)
    assert mock_dnssec.account is None


def test_the_same_object_is_entered_again() -> None:
    """One activation object may be entered while it is on, and after."""
    mock = mock_dnssec(account_id="111122223333")
    for _ in range(2):
        with mock as outer:
            with mock as inner:
                assert inner is outer
            assert mock.account is outer
        assert mock.account is None


def test_two_threads_share_an_account() -> None:
    """Threads that enter the same object at once join one account, until the last has left."""
    entered, left = threading.Barrier(2), threading.Barrier(2)
    accounts: list[Any] = []

    def activate(leave_first: bool) -> None:
        with mock_dnssec as account:
            make_client("kms").create_key()
            entered.wait()
            accounts.append(account)
            if not leave_first:
                left.wait()
                accounts.append(len(make_client("kms").list_keys()["Keys"]))
        if leave_first:
            left.wait()

    threads = [threading.Thread(target=activate, args=[first]) for first in (True, False)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert accounts[0] is accounts[1]
    assert accounts[2] == 2
    assert mock_dnssec.account is None
