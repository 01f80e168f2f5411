"""``mock_dnssec.fail(...)``: the mock and a fault around a test."""

from __future__ import annotations

import unittest
from collections.abc import AsyncIterator, Iterator

import boto3
import pytest

from mock_dnssec import MockUsageError, UndocumentedError, UnfiredFaultError, mock_dnssec

from .support import codes

MARKER = "InvalidMarkerException"
failing = mock_dnssec.fail("ListKeys", MARKER, when={"Limit": 7})


def asked() -> list[str | None]:
    """List keys, once with each of two limits, and return the codes."""
    kms = boto3.client("kms", region_name="us-east-1")
    return [*codes(kms.list_keys, 1, Limit=8), *codes(kms.list_keys, 1, Limit=7)]


def test_a_block() -> None:
    """The mock is on in the block, whose account is given, and the fault is in it."""
    with failing as account:
        assert asked() == [None, MARKER]
        assert len(account.calls) == 2

    assert mock_dnssec.account is None


async def test_an_async_block() -> None:
    """The same in ``async with``."""
    async with failing as account:
        assert asked() == [None, MARKER]
        assert len(account.calls) == 2


def test_a_block_inside() -> None:
    """Inside, it joins the mock that is on; after it, the fault is gone."""
    with mock_dnssec(account_id="111122223333") as account:
        with failing as joined:
            assert joined is account
            assert asked() == [None, MARKER]
        assert asked() == [None, None]


def test_options_of_the_mock() -> None:
    """The mock that is turned on is the one that it is asked of, with its options."""
    with mock_dnssec(account_id="111122223333").fail("ListKeys", MARKER) as account:
        assert account.id == "111122223333"
        assert asked() == [MARKER, None]


@failing
def function(zone: str) -> list[str | None]:
    """Ask, in a function."""
    assert zone
    return asked()


@failing
async def coroutine_function(zone: str) -> list[str | None]:
    """Ask, in a coroutine function."""
    assert zone
    return asked()


@failing
def generator(zone: str) -> Iterator[list[str | None]]:
    """Ask, in a generator, as a fixture is one."""
    assert zone
    yield asked()


@failing
async def async_generator(zone: str) -> AsyncIterator[list[str | None]]:
    """Ask, in an asynchronous generator."""
    assert zone
    yield asked()


async def test_functions_of_every_kind() -> None:
    """The fault is there in each run of a function of any kind."""
    for _ in range(2):
        assert function("z") == [None, MARKER]
        assert await coroutine_function("z") == [None, MARKER]
        assert list(generator("z")) == [[None, MARKER]]
        assert [each async for each in async_generator("z")] == [[None, MARKER]]
    assert mock_dnssec.account is None


def test_several() -> None:
    """Decorators add up, and each complains for itself."""

    @mock_dnssec.fail("ListKeys", MARKER)
    @mock_dnssec.fail("ListAliases", MARKER)
    def test() -> list[str | None]:
        return asked()

    with pytest.raises(UnfiredFaultError, match=r"fail\('ListAliases'.*\n.*were: ListKeys\."):
        test()
    assert mock_dnssec.account is None


def test_methods() -> None:
    """A test method of a TestCase can be decorated."""

    class Case(unittest.TestCase):
        @failing
        def test(self) -> None:
            assert asked() == [None, MARKER]

    result = unittest.TestResult()
    Case("test").run(result)
    assert result.wasSuccessful()
    assert result.testsRun == 1


def test_classes() -> None:
    """A class is refused, since each of its tests would have to meet the fault."""
    with pytest.raises(MockUsageError, match="decorates a test, not a class of tests such as Case"):

        @failing
        class Case(unittest.TestCase):
            pass


def test_what_cannot_be_decorated() -> None:
    """What is no function is refused."""
    with pytest.raises(MockUsageError, match="not 7"):
        failing(7)  # type: ignore[type-var]


def test_an_error_that_is_not_documented() -> None:
    """What is wrong with the fault is said when the mock is turned on, which leaves it off."""
    with pytest.raises(UndocumentedError), mock_dnssec.fail("ListKeys", "NoSuchHostedZone"):
        pytest.fail("This must not be entered.")

    assert mock_dnssec.account is None
