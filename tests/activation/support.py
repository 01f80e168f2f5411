"""What tells that the mock is on, and a way to run ``unittest``'s tests."""

from __future__ import annotations

import unittest

import pytest

from mock_dnssec import Account, mock_dnssec
from tests.conftest import make_client

both_kinds = pytest.mark.parametrize(
    "kind", [unittest.TestCase, unittest.IsolatedAsyncioTestCase], ids=["plain", "asyncio"]
)


def active() -> Account:
    """Call AWS, and return the account that is on."""
    make_client("kms").list_keys()
    assert mock_dnssec.account is not None
    return mock_dnssec.account


def keys() -> int:
    """Make a key, and return how many the account has now."""
    make_client("kms").create_key()
    return len(make_client("kms").list_keys()["Keys"])


def run(*cases: type[unittest.TestCase]) -> unittest.TestResult:
    """Run the tests of ``cases`` and return what came of them."""
    result = unittest.TestResult()
    loader = unittest.TestLoader()
    unittest.TestSuite(loader.loadTestsFromTestCase(case) for case in cases).run(result)
    assert mock_dnssec.account is None
    return result


def problems(result: unittest.TestResult) -> list[str]:
    """Return the last lines of what failed."""
    return [text.strip().splitlines()[-1] for _, text in result.failures + result.errors]
