"""Where a test stood when the mock had something to say to it: not how the mock came to say it."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

from mock_dnssec.errors import MockDefectError

NOT_THE_TESTS = frozenset(
    {"_pytest", "aiobotocore", "boto3", "botocore", "mock_dnssec", "pluggy", "requests"}
)
"""The packages around the lines of a test, and between them and what the mock raises."""


def is_told_by_mock(error: BaseException) -> bool:
    """Say whether an exception is the mock's word to a test: a mistake, or what a guard found."""
    return _package(type(error).__module__) == "mock_dnssec" and not isinstance(
        error, MockDefectError
    )


def end_at_test(error: BaseException) -> None:
    """Cut the end of a traceback off, behind the last line that is a test's, if there is one."""
    own = [
        entry
        for entry in _entries(error.__traceback__)
        if _package(entry.tb_frame.f_globals.get("__name__", "")) not in NOT_THE_TESTS
    ]
    if own:
        own[-1].tb_next = None


def _entries(entry: TracebackType | None) -> Iterator[TracebackType]:
    while entry is not None:
        yield entry
        entry = entry.tb_next


def _package(module: str) -> str:
    return module.partition(".")[0]
