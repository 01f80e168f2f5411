"""The fixture ``dnssec_account``, in runs of pytest of their own."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points

import pytest

from mock_dnssec import mock_dnssec

pytest_plugins = ("pytester",)

Run = Callable[[str], pytest.RunResult]

LOAD = [] if entry_points(group="pytest11", name="mock_dnssec") else ["-pmock_dnssec.pytest_plugin"]

TESTS = """
import boto3
import pytest

from mock_dnssec import Account, mock_dnssec

kms = boto3.client("kms")
"""


@pytest.fixture
def run(pytester: pytest.Pytester) -> Run:
    """Return a function that runs tests, which have the mock and a client of KMS, in pytest."""
    pytester.makeini("[pytest]\nasyncio_mode = auto\nasyncio_default_fixture_loop_scope = function")

    def run(tests: str) -> pytest.RunResult:
        pytester.makepyfile(TESTS + tests)
        result = pytester.runpytest(*LOAD, "-pno:randomly", "-pno:cacheprovider")
        assert mock_dnssec.account is None
        return result

    return run


def test_a_fresh_account_for_each_test(run: Run) -> None:
    """The fixture is the account of a mock that is on for one test, and nothing is kept."""
    result = run("""
@pytest.mark.parametrize("turn", [1, 2])
def test_account(dnssec_account, turn):
    assert isinstance(dnssec_account, Account)
    assert mock_dnssec.account is dnssec_account
    kms.create_key()
    assert len(kms.list_keys()["Keys"]) == 1
    assert len(dnssec_account.calls) == 2

def test_off_again():
    assert mock_dnssec.account is None
""")

    result.assert_outcomes(passed=3)


def test_fixtures_share_the_account(run: Run) -> None:
    """Fixtures that ask for the account, and their cleanups, are in the account of the test."""
    result = run("""
@pytest.fixture
def key_id(dnssec_account):
    yield kms.create_key()["KeyMetadata"]["KeyId"]
    assert len(kms.list_keys()["Keys"]) == 2

@pytest.mark.usefixtures("dnssec_account")
class TestKeys:
    def test_key(self, key_id, dnssec_account):
        assert kms.list_keys()["Keys"][0]["KeyId"] == key_id
        kms.create_key()
""")

    result.assert_outcomes(passed=1)


def test_coroutine_tests(run: Run) -> None:
    """A coroutine test has the account too."""
    result = run("""
async def test_account(dnssec_account):
    kms.create_key()
    assert len(dnssec_account.calls) == 1
""")

    result.assert_outcomes(passed=1)


def test_the_decorator_joins(run: Run) -> None:
    """The decorator on a test that has the fixture joins its account."""
    result = run("""
@mock_dnssec
def test_account(dnssec_account):
    kms.create_key()
    assert len(dnssec_account.calls) == 1
""")

    result.assert_outcomes(passed=1)


def test_a_test_that_fails(run: Run) -> None:
    """A failing test fails, and leaves no mock behind."""
    result = run("""
def test_fails(dnssec_account):
    assert len(dnssec_account.calls) == 1

def test_off_again():
    assert mock_dnssec.account is None
""")

    result.assert_outcomes(failed=1, passed=1)


def test_decorated_cases(run: Run) -> None:
    """pytest runs decorated ``unittest`` cases as unittest does; setUpClass may not call AWS."""
    result = run("""
import unittest

@mock_dnssec
class KeysTest(unittest.TestCase):
    def setUp(self):
        kms.create_key()

    def test_one(self):
        self.assertEqual(len(kms.list_keys()["Keys"]), 1)

    def test_two(self):
        self.assertEqual(len(kms.list_keys()["Keys"]), 1)

@mock_dnssec
class AsyncTest(unittest.IsolatedAsyncioTestCase):
    async def test_fails(self):
        self.assertEqual(len(kms.list_keys()["Keys"]), 7)

class InheritedTest(KeysTest):
    @classmethod
    def setUpClass(cls):
        kms.create_key()
""")

    result.assert_outcomes(passed=2, failed=1, errors=2)
    result.stdout.fnmatch_lines(["*InheritedTest.setUpClass called kms CreateKey, but each test*"])


def test_the_fixture_is_documented(run: Run, pytester: pytest.Pytester) -> None:
    """``pytest --fixtures`` says what the fixture is for."""
    result = pytester.runpytest(*LOAD, "--fixtures", "-pno:randomly")

    result.stdout.fnmatch_lines(
        ["dnssec_account*", "*Turn the mock on for one test and give it the account."]
    )
