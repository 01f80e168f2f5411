"""setUpClass and tearDownClass under the decorator: no account of theirs is any test's."""

from __future__ import annotations

import unittest
from typing import Any

import pytest

from mock_dnssec import mock_dnssec

from .support import both_kinds, keys, problems, run


@both_kinds
@pytest.mark.parametrize("name", ["setUpClass", "tearDownClass"])
@pytest.mark.parametrize("inherited", [False, True])
def test_fixtures_of_the_class_may_not_call_aws(
    name: str, inherited: bool, kind: type[unittest.TestCase]
) -> None:
    """A call in setUpClass or tearDownClass is refused and told to go elsewhere.

    Its account would not be that of any test. In a subclass, which is not decorated, too.
    """

    def fixture(cls: object) -> None:
        keys()

    class Empty(kind):  # type: ignore[misc,valid-type]
        def test_one(self) -> None: ...

    methods: dict[str, Any] = {name: classmethod(fixture)}
    if inherited:
        case = type("Case", (mock_dnssec(Empty),), methods)
    else:
        case = mock_dnssec(type("Case", (Empty,), methods))
    result = run(case)

    assert len(result.errors) == 1
    assert f"MockUsageError: Case.{name} called kms CreateKey" in problems(result)[0]
    assert "setUp, or turn the mock on for the whole class" in problems(result)[0]


def test_fixtures_of_the_class_may_do_anything_else() -> None:
    """setUpClass runs on the class that it is for, up the chain of its superclasses."""
    log: list[object] = []

    @mock_dnssec
    class Base(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            log.append((cls.__name__, "Base"))

        def test_one(self) -> None:
            log.append(keys())

    class Derived(Base):
        @classmethod
        def setUpClass(cls) -> None:
            super().setUpClass()
            log.append((cls.__name__, "Derived"))

    assert run(Derived).wasSuccessful()
    assert log == [("Derived", "Base"), ("Derived", "Derived"), 1]


def test_the_mock_may_be_turned_on_for_the_class() -> None:
    """With start() in setUpClass and stop() in tearDownClass, all tests share an account."""
    log: list[int] = []

    @mock_dnssec
    class Case(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            mock_dnssec.start()
            log.append(keys())

        def test_one(self) -> None:
            log.append(keys())

        def test_two(self) -> None:
            log.append(keys())

        @classmethod
        def tearDownClass(cls) -> None:
            log.append(keys())
            mock_dnssec.stop()

    assert run(Case).wasSuccessful()
    assert log == [1, 2, 3, 4]


def test_the_mock_may_be_on_around_the_class() -> None:
    """Where the mock is on already, as by setUpModule, setUpClass may call AWS."""
    log: list[int] = []

    @mock_dnssec
    class Case(unittest.TestCase):
        @classmethod
        def setUpClass(cls) -> None:
            log.append(keys())

        def test_one(self) -> None:
            log.append(keys())

    with mock_dnssec:
        keys()
        result = unittest.TestResult()
        unittest.TestLoader().loadTestsFromTestCase(Case).run(result)

    assert result.wasSuccessful()
    assert log == [2, 3]
