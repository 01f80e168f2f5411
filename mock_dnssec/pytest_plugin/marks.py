"""The marks: what they are called, and how a marked test comes by the fixture."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import isfunction
from types import FunctionType

import pytest

FIXTURE = "dnssec_account"

MARKS = {
    "mock_dnssec": (
        "(seed=None, propagation=0, ...): turn the mock on for the test, with these options of "
        "mock_dnssec(...)."
    ),
    "aws_fails": (
        "(operation, error, times=1, after=0, when=None, ...): turn the mock on for the test, and "
        "let calls fail as account.fail(...) does."
    ),
}


def pytest_configure(config: pytest.Config) -> None:
    """Make the marks known."""
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", name + meaning)


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Let the tests of a class use the fixture if the class or they themselves are marked."""
    if isinstance(collector, pytest.Class):
        functions = [function for base in collector.obj.__mro__ for function in vars(base).values()]
        for function in filter(isfunction, functions):
            _let_use(function)
        if are_ours(collector.iter_markers()):
            collector.add_marker(pytest.mark.usefixtures(FIXTURE))
            _refuse_calls_of_the_class(collector.obj)


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(
    collector: pytest.Module | pytest.Class, name: str, obj: object
) -> None:
    """Let a marked function use the fixture."""
    if isfunction(obj) and collector.istestfunction(obj, name):
        _let_use(obj, whole=are_ours(collector.iter_markers()))


def _let_use(function: FunctionType, *, whole: bool = False) -> None:
    if whole or are_ours(getattr(function, "pytestmark", ())):
        pytest.mark.usefixtures(FIXTURE)(function)


def _refuse_calls_of_the_class(cls: type) -> None:
    """Keep a unittest class from calling AWS before the fixture has turned the mock on."""
    from unittest import TestCase

    if issubclass(cls, TestCase):
        from mock_dnssec.activation import mock_dnssec
        from mock_dnssec.decorators import refuse_calls_of_the_class

        refuse_calls_of_the_class(cls, mock_dnssec)


def are_ours(marks: Iterable[pytest.Mark]) -> bool:
    """Say whether some of these marks ask for the mock."""
    return any(mark.name in MARKS for mark in marks)


def gets_account(item: pytest.Item) -> bool:
    """Say whether a test uses the fixture that does what marks say."""
    return FIXTURE in getattr(item, "fixturenames", ())


def has_fixture(item: pytest.Item) -> bool:
    """Say whether a test uses a fixture of the mock."""
    return any(name.startswith("dnssec_") for name in getattr(item, "fixturenames", ()))
