"""The decorator on classes of tests for pytest."""

from __future__ import annotations

from typing import Any

import pytest

from mock_dnssec import MockUsageError, mock_dnssec

from .support import keys


@pytest.fixture
def number() -> int:
    """Something that a test asks for."""
    return 7


@mock_dnssec
class TestDecorated:
    """Each test runs in an account of its own."""

    def test_plain(self, number: int) -> None:
        """A method gets its fixtures, and a fresh account."""
        assert (keys(), number) == (1, 7)

    async def test_coroutine(self, number: int) -> None:
        """A coroutine method gets its fixtures, and a fresh account."""
        assert (keys(), number) == (1, 7)

    @staticmethod
    def test_static() -> None:
        """A static method gets a fresh account."""
        assert keys() == 1

    @classmethod
    def test_of_the_class(cls) -> None:
        """A class method gets a fresh account."""
        assert (keys(), cls.__name__[:4]) == (1, "Test")

    @pytest.mark.parametrize("given", [1, 2])
    def test_marked(self, given: int) -> None:
        """A method keeps its marks."""
        assert given in (1, 2)
        assert keys() == 1


@mock_dnssec(seed=1)
class TestInherited(TestDecorated):
    """The tests that a class inherits are decorated too."""

    def test_seed(self) -> None:
        """The options are the class's."""
        with mock_dnssec as account:
            assert account.options.seed == 1


def test_an_undecorated_base_stays_undecorated() -> None:
    """Decorating a class leaves the classes that it inherits from as they are."""

    class Base:
        def test_one(self) -> object:
            return mock_dnssec.account

    @mock_dnssec
    class Derived(Base): ...

    assert Base().test_one() is None
    assert Derived().test_one() is not None


def test_helpers_are_left_alone() -> None:
    """What is no test keeps its name and is not wrapped."""

    @mock_dnssec
    class Case:
        tester = "a person"

        def helper(self) -> object:
            return mock_dnssec.account

        def test_one(self) -> object:
            return self.helper()

    assert Case().helper() is None
    assert Case().test_one() is not None
    assert Case.tester == "a person"


@pytest.mark.parametrize(
    "name", ["setup_method", "teardown_method", "setup_class", "teardown_class"]
)
def test_fixtures_of_the_old_style_are_refused(name: str) -> None:
    """A class whose fixtures would run outside the mock is refused, and told of the fixture."""
    body: dict[str, Any] = {name: lambda self: None, "test_one": lambda self: None}
    with pytest.raises(MockUsageError, match=f"Case.{name} would run outside.* dnssec_account"):
        mock_dnssec(type("Case", (), body))


@pytest.mark.parametrize("body", [{}, {"tests": 5}, {"helper": lambda self: None}])
def test_a_class_without_tests_is_refused(body: dict[str, Any]) -> None:
    """A class that has no tests is refused."""
    with pytest.raises(MockUsageError, match="Case has no test methods"):
        mock_dnssec(type("Case", (), body))
