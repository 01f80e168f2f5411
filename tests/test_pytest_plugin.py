"""The plugin's fixtures, in runs of pytest of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .plugin_runs import QUIET, Run, run

if TYPE_CHECKING:
    import pytest

__all__ = ["run"]

pytest_plugins = ("pytester",)


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


def test_wider_accounts(run: Run) -> None:
    """The tests of a class or a module share an account if they ask for that; others have none."""
    result = run("""
@pytest.fixture(scope="class")
def key_id(dnssec_account_class):
    return kms.create_key()["KeyMetadata"]["KeyId"]

class TestShared:
    @pytest.mark.parametrize("turn", [1, 2])
    def test_joined(self, key_id, dnssec_account, dnssec_account_class, turn):
        assert dnssec_account is dnssec_account_class
        assert len(kms.list_keys()["Keys"]) == turn
        kms.create_key()

@pytest.mark.parametrize("turn", [1, 2])
def test_of_a_module(dnssec_account_module, turn):
    kms.create_key()
    assert len(kms.list_keys()["Keys"]) == turn
""")

    result.assert_outcomes(passed=4)


def test_one_account_for_a_run(run: Run, pytester: pytest.Pytester) -> None:
    """From the first test on that asks for it, the account of the session is everybody's."""
    pytester.makepyfile(
        test_first="""
from mock_dnssec import mock_dnssec

def test_before():
    assert mock_dnssec.account is None

def test_first(dnssec_account_session):
    dnssec_account_session.quotas.kms_keys = 7
"""
    )
    result = run("""
def test_later(dnssec_account):
    assert dnssec_account.quotas.kms_keys == 7
""")

    result.assert_outcomes(passed=3)


def test_clients(run: Run) -> None:
    """Clients are ready to use, and act in the account wherever the environment points to."""
    result = run("""
def test_clients(
    dnssec_account, dnssec_kms, dnssec_route53, dnssec_route53domains, monkeypatch
):
    arn = dnssec_kms.create_key()["KeyMetadata"]["Arn"]
    assert dnssec_account.kms_key(arn).region == "us-east-1"
    assert dnssec_route53.list_hosted_zones()["HostedZones"] == []
    assert dnssec_route53domains.list_domains()["Domains"] == []
    assert {call.region for call in dnssec_account.calls} <= {"us-east-1", "aws-global"}

@pytest.fixture
def elsewhere(monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")

def test_client(elsewhere, dnssec_kms):
    assert ":us-east-1:" in dnssec_kms.create_key()["KeyMetadata"]["Arn"]
""")

    result.assert_outcomes(passed=2)


def test_anyio(run: Run) -> None:
    """Tests that anyio's own plugin runs have the account too."""
    result = run(
        """
@pytest.fixture
def anyio_backend():
    return "asyncio"

@pytest.mark.anyio
async def test_account(dnssec_account):
    await asyncio.to_thread(kms.create_key)
    assert len(dnssec_account.calls) == 1

@pytest.mark.anyio
async def test_fails(dnssec_account):
    kms.create_key()
    assert len(dnssec_account.calls) == 7
""",
        *QUIET,
        "-pno:asyncio",
    )

    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["1 CreateKey -> *"])


def test_the_fixtures_are_documented(run: Run) -> None:
    """``pytest --fixtures`` says what each fixture is for."""
    result = run("", "--fixtures", *QUIET)

    for name in ("account", "account_class", "account_module", "account_session"):
        result.stdout.fnmatch_lines([f"dnssec_{name}*", "    Turn the mock on for *"])
    for name in ("kms", "route53", "route53domains"):
        result.stdout.fnmatch_lines([f"dnssec_{name}*", "    A boto3 client of *"])
