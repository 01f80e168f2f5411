"""Where the report of a test says that it failed, in runs of pytest of their own."""

from __future__ import annotations

import pytest

from .plugin_runs import QUIET, Run, run

__all__ = ["run"]

pytest_plugins = ("pytester",)

MISTAKES = {
    "test": """
def test_fails(dnssec_account):
    dnssec_account.fail("CreateKye", "KMSInternalException")
""",
    "fixture": """
@pytest.fixture
def fault(dnssec_account):
    dnssec_account.fail("CreateKye", "KMSInternalException")

def test_fails(fault): ...
""",
    "unittest": """
@mock_dnssec
class CaseTest(unittest.TestCase):
    def test_fails(self):
        mock_dnssec.account.fail("CreateKye", "KMSInternalException")
""",
    "through a client": """
def test_fails(dnssec_account):
    boto3.client("sqs", region_name="us-east-1").list_queues()
""",
}


@pytest.mark.parametrize("test", MISTAKES.values(), ids=MISTAKES)
def test_mistakes(run: Run, test: str) -> None:
    """The report of a mistake ends at the line of the test that made it."""
    result = run(test)

    told = ["*> * *(*)", "*E * mock_dnssec.errors.*Error: *", "", "test_mistakes.py:*Error"]
    result.stdout.fnmatch_lines(told, consecutive=True)
    result.stdout.no_fnmatch_line("*site-packages*")
    result.stdout.no_fnmatch_line("*mock_dnssec/*.py:*")


def test_a_guard(run: Run) -> None:
    """So does the report of a step that comes too early, which a call of the test's own made."""
    result = run("""
def send(call):
    call()

def test_fails(dnssec_account, dnssec_route53, dnssec_guard):
    zone = dnssec_route53.create_hosted_zone(Name="example.com", CallerReference="1")
    dnssec_guard("example.com")
    send(lambda: dnssec_account.registry.delegate("example.com", ds=["1 13 2 " + 32 * "AB"]))
    send(lambda: dnssec_route53.get_dnssec(HostedZoneId=zone["HostedZone"]["Id"]))
""")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*test_a_guard.py:*: in send", "*", "*E *outages.BogusZoneError: *", "test_a_guard.py:*"]
    )
    result.stdout.no_fnmatch_line("*mock_dnssec/*.py:*")


def test_defects_of_the_mock(run: Run) -> None:
    """Of a defect of the mock, the report shows all."""
    result = run("""
from mock_dnssec import MockDefectError

def test_fails(dnssec_account, monkeypatch):
    def broken(*_):
        raise MockDefectError
    monkeypatch.setattr("mock_dnssec.dispatch._perform", broken)
    kms.list_keys()
""")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*mock_dnssec/dispatch.py:*: in dispatch"])


LOST = {
    "botocore": "dnssec_route53.list_hosted_zones()",
    "requests": 'requests.get(dnssec_route53.generate_presigned_url("list_hosted_zones"))',
}


@pytest.mark.parametrize("call", LOST.values(), ids=LOST)
def test_lost_answers(run: Run, call: str) -> None:
    """The report of a timeout does not begin with how the mock came to let it happen."""
    tests = f"""
import requests

def test_fails(dnssec_account, dnssec_route53, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    dnssec_account.fail("ListHostedZones", "ReadTimeout", times=None)
    {call}
"""
    result = run(tests, *QUIET, apart=True)  # requests knows its own classes from the first import

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*E *exceptions.Read*Timeout*", "*-> ReadTimeout (*on purpose)"])
    result.stdout.no_fnmatch_line("*.NetworkFault: *")
