"""The marks: what they are called, and how a marked test comes by the fixture."""

from __future__ import annotations

from collections.abc import Generator, Iterable

import pytest

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


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_pycollect_makeitem(
    collector: pytest.Module | pytest.Class, name: str, obj: object
) -> Generator[None, object, object]:
    """Let tests that are marked use the fixture, as if they had said so."""
    use = pytest.mark.usefixtures("dnssec_account")
    if collector.istestfunction(obj, name):
        own: Iterable[pytest.Mark] = getattr(obj, "pytestmark", ())
        if asks_for_mock(collector) or any(mark.name in MARKS for mark in own):
            use(obj)
    collected = yield
    if isinstance(collected, pytest.Class) and asks_for_mock(collected):
        collected.add_marker(use)
    return collected


def asks_for_mock(node: pytest.Item | pytest.Collector) -> bool:
    """Say whether a mark on a test, or on what it is in, asks for the mock."""
    return any(node.get_closest_marker(name) is not None for name in MARKS)


def has_fixture(item: pytest.Item) -> bool:
    """Say whether a test uses a fixture of the mock."""
    return any(name.startswith("dnssec_") for name in getattr(item, "fixturenames", ()))
