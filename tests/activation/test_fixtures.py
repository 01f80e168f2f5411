"""The decorator on pytest's fixtures, and on tests that ask for some."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from mock_dnssec import Account, mock_dnssec

from .support import active


@pytest.fixture
@mock_dnssec
def plain_fixture() -> str:
    """The number of the account that is on."""
    return active().id


@pytest.fixture
@mock_dnssec
def yield_fixture(plain_fixture: str) -> Iterator[Account]:
    """The account that is on for the test."""
    account = active()
    yield account
    assert mock_dnssec.account is account


@pytest.fixture
@mock_dnssec
async def async_fixture(plain_fixture: str) -> str:
    """The number of the account that is on, twice."""
    return active().id + plain_fixture


@pytest.fixture
@mock_dnssec
async def async_yield_fixture(plain_fixture: str) -> AsyncIterator[Account]:
    """The account that is on for the test."""
    account = active()
    yield account
    assert mock_dnssec.account is account


def test_yield_fixtures(yield_fixture: Account) -> None:
    """A decorated fixture that yields keeps the mock on for the test."""
    assert mock_dnssec.account is yield_fixture


async def test_async_fixtures(async_fixture: str, async_yield_fixture: Account) -> None:
    """Decorated async fixtures run in the mock; one that yields keeps it on for the test."""
    assert async_fixture == "123456789012" * 2
    assert mock_dnssec.account is async_yield_fixture


@mock_dnssec
def test_fixtures_resolve_through_the_decorator(
    yield_fixture: Account, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A decorated test gets its fixtures, and joins the mock that one of them turned on."""
    assert active() is yield_fixture


@mock_dnssec(seed=1)
async def test_a_decorated_coroutine_test(plain_fixture: str) -> None:
    """A decorated coroutine test runs in the mock and gets its fixtures."""
    assert active().options.seed == 1


@mock_dnssec
@pytest.mark.parametrize("number", [1, 2])
def test_marks_are_kept(number: int) -> None:
    """A decorated test keeps its marks, and each run has a fresh account."""
    assert number in (1, 2)
    assert len(active().calls) == 1
