"""Runs of pytest of their own, for tests of the plugin."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

# A run in this process forgets the modules that it has imported. cryptography's compiled part does
# not: it would refuse the classes of a second import.
import cryptography.hazmat.primitives.serialization  # noqa: F401
import pytest

from mock_dnssec import mock_dnssec

Run = Callable[..., pytest.RunResult]

LOAD = [] if entry_points(group="pytest11", name="mock_dnssec") else ["-pmock_dnssec.pytest_plugin"]

TESTS = """
import asyncio
import unittest

import boto3
import pytest

from mock_dnssec import Account, mock_dnssec

kms = boto3.client("kms")
"""

QUIET = "-pno:randomly", "-pno:cacheprovider", "-pno:hypothesispytest", "--strict-markers"


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs tests, which have the mock and a client of KMS, in pytest."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    pytester.makeini("[pytest]\nasyncio_mode = auto\nasyncio_default_fixture_loop_scope = function")

    def run(tests: str, *arguments: str, apart: bool = False) -> pytest.RunResult:
        """Run ``tests``, in a process of their own if they shall be ``apart``."""
        pytester.makepyfile(TESTS + tests)
        start = pytester.runpytest_subprocess if apart else pytester.runpytest_inprocess
        result = start(*LOAD, *(arguments or QUIET))
        assert mock_dnssec.account is None
        return result

    return run


def section(result: pytest.RunResult, title: str) -> list[str]:
    """Return the lines of the one section of the report that has this title."""
    (start,) = [number for number, line in enumerate(result.outlines) if f" {title} " in line]
    lines = result.outlines[start + 1 :]
    ends = (number for number, line in enumerate(lines) if line.startswith(("---", "___", "===")))
    return lines[: next(ends)]
