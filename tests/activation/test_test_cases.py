"""The decorator on ``unittest.TestCase`` classes, which are run here as unittest runs them."""

from __future__ import annotations

import unittest
from typing import Any

import pytest

from mock_dnssec import Account, MockUsageError, UnfiredFaultError, mock_dnssec

from .support import active, both_kinds, keys, problems, run


@pytest.mark.parametrize("decorate", [mock_dnssec, mock_dnssec(), mock_dnssec(seed=1)])
def test_each_test_has_an_account_with_its_fixtures(decorate: Any) -> None:
    """setUp, the test, tearDown and the cleanups share an account, fresh for each test."""
    log: list[tuple[str, Account | None, int]] = []

    def note(where: str) -> None:
        log.append((where, mock_dnssec.account, keys()))

    @decorate
    class Case(unittest.TestCase):
        def setUp(self) -> None:
            note("setUp")
            self.addCleanup(note, "cleanup")

        def test_one(self) -> None:
            note("test")

        def test_two(self) -> None:
            note("test")

        def tearDown(self) -> None:
            note("tearDown")

    result = run(Case)

    steps = ["setUp", "test", "tearDown", "cleanup"]
    assert result.wasSuccessful()
    assert result.testsRun == 2
    assert [where for where, _, _ in log] == steps * 2
    assert [count for _, _, count in log] == [1, 2, 3, 4] * 2
    assert [len({id(account) for _, account, _ in log[n : n + 4]}) for n in (0, 4)] == [1, 1]
    assert log[0][1] is not log[4][1]


def test_asyncio_cases() -> None:
    """On an IsolatedAsyncioTestCase the mock is on in the bodies of all its coroutines."""
    log: list[int] = []

    @mock_dnssec
    class Case(unittest.IsolatedAsyncioTestCase):
        async def asyncSetUp(self) -> None:
            log.append(keys())
            self.addAsyncCleanup(self.clean_up)

        async def clean_up(self) -> None:
            log.append(keys())

        async def test_one(self) -> None:
            log.append(keys())

        def test_two(self) -> None:
            log.append(keys())

        async def asyncTearDown(self) -> None:
            log.append(keys())

    assert run(Case).wasSuccessful()
    assert log == [1, 2, 3, 4] * 2


def test_a_failing_assertion_fails() -> None:
    """A test that fails is reported as failed, in a coroutine too, and an error as an error."""

    @mock_dnssec
    class Plain(unittest.TestCase):
        def test_fails(self) -> None:
            self.assertEqual(keys(), 7)  # noqa: PT009 - as unittest has it

        def test_breaks(self) -> None:
            raise KeyError("mine")

    @mock_dnssec
    class Asyncio(unittest.IsolatedAsyncioTestCase):
        async def test_fails(self) -> None:
            self.assertEqual(keys(), 7)  # noqa: PT009 - as unittest has it

        async def test_breaks(self) -> None:
            raise KeyError("mine")

    result = run(Plain, Asyncio)

    assert result.testsRun == 4
    assert problems(result) == ["AssertionError: 1 != 7"] * 2 + ["KeyError: 'mine'"] * 2


@both_kinds
def test_other_outcomes(kind: type[unittest.TestCase]) -> None:
    """Skips, expected failures and subtests are reported as without the decorator."""

    @mock_dnssec
    class Case(kind):  # type: ignore[misc,valid-type]
        @unittest.skip("not now")
        def test_skipped(self) -> None: ...

        @unittest.expectedFailure
        def test_expected(self) -> None:
            assert keys() == 7

        def test_sub(self) -> None:
            for number in (1, 2):
                with self.subTest(number=number):
                    assert keys() == 2

    result = run(Case)

    assert [reason for _, reason in result.skipped] == ["not now"]
    assert len(result.expectedFailures) == 1
    assert len(result.failures) == 1


def test_debug() -> None:
    """``debug()``, which raises what a test raises, runs in the mock as well."""

    @mock_dnssec
    class Case(unittest.TestCase):
        def runTest(self) -> None:  # noqa: N802 - as unittest has it
            raise KeyError(keys())

    with pytest.raises(KeyError, match="1"):
        Case().debug()
    assert mock_dnssec.account is None


def test_subclasses_are_in_the_mock() -> None:
    """A subclass of a decorated case runs its own tests in the mock, with its own setUp."""
    log: list[int] = []

    @mock_dnssec
    class Base(unittest.TestCase):
        def setUp(self) -> None:
            log.append(keys())

    class Derived(Base):
        def setUp(self) -> None:
            super().setUp()
            log.append(keys())

        def test_one(self) -> None:
            log.append(keys())

    class Decorated(mock_dnssec(Base)):  # type: ignore[misc]
        def test_one(self) -> None:
            log.append(keys())

    assert run(Derived, Decorated).wasSuccessful()
    assert log == [1, 2, 3, 1, 2]


def test_init_subclass_is_kept() -> None:
    """A case's own ``__init_subclass__`` is called for its subclasses, with what they give it."""
    seen: list[tuple[str, str]] = []

    @mock_dnssec
    class Base(unittest.TestCase):
        def __init_subclass__(cls, zone: str = "none", **rest: Any) -> None:
            super().__init_subclass__(**rest)
            seen.append((cls.__name__, zone))

    class Derived(Base, zone="example.com"): ...

    class Lower(Derived): ...

    assert seen == [("Derived", "example.com"), ("Lower", "none")]


def test_the_class_stays_itself() -> None:
    """The decorator returns the class, with its names and its docstrings."""

    class Case(unittest.TestCase):
        """Some tests."""

        def test_one(self) -> None:
            """Try it."""

    assert mock_dnssec(Case) is Case
    assert mock_dnssec(seed=1)(Case) is Case
    assert (Case.__doc__, Case("test_one").shortDescription()) == ("Some tests.", "Try it.")


def test_contradicting_options_are_an_error_of_the_test() -> None:
    """A class whose options contradict the active ones reports it as the error of each test."""

    @mock_dnssec(seed=1)
    class Case(unittest.TestCase):
        def test_one(self) -> None: ...

    with mock_dnssec(seed=2), pytest.raises(MockUsageError, match="seed=2, so seed=1"):
        Case("test_one").run()


@both_kinds
def test_a_fault_that_never_fired_is_an_error_of_its_test(kind: type[unittest.TestCase]) -> None:
    """The error is that of the one test, which has no other; the tests after it run."""

    @mock_dnssec
    class Case(kind):  # type: ignore[misc, valid-type]
        def setUp(self) -> None:
            active().fail("CreateKey", "KMSInternalException")

        def test_1_unfired(self) -> None: ...

        def test_2_fails(self) -> None:
            self.fail("for a reason")

        def test_3_skipped(self) -> None:
            self.skipTest("for a reason")

        def test_4_withdrawn(self) -> None:
            active().faults.end_test()

    result = run(Case)

    assert (result.testsRun, len(result.failures), len(result.skipped)) == (4, 1, 1)
    ((test, error),) = result.errors
    assert test.id().endswith(".test_1_unfired")
    assert "UnfiredFaultError: fail('CreateKey', 'KMSInternalException') never fired:" in error
    with pytest.raises(UnfiredFaultError):
        Case("test_1_unfired").debug()
