"""Faults that never fire, in runs of pytest of their own."""

from __future__ import annotations

import pytest

from .plugin_runs import Run, run

__all__ = ["run"]

pytest_plugins = ("pytester",)

COMPLAINT = [
    "UnfiredFaultError: fail('CreateKey', 'KMSInternalException') never fired:",
    "  CreateKey was not called after that; *",
    "Say unused=True of a fault that may never fire.",
]


def test_a_fault_that_never_fired(run: Run) -> None:
    """A test that passes but for a fault that never fired has failed, and that is all it says."""
    result = run("""
def test_account(dnssec_account):
    dnssec_account.fail("CreateKey", "KMSInternalException")
    kms.list_keys()
""")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["_* test_account _*", *COMPLAINT], consecutive=True)
    result.stdout.fnmatch_lines(["1 ListKeys -> 0 Keys", "FAILED *UnfiredFaultError: fail('Cr*"])


def test_however_it_was_placed(run: Run) -> None:
    """It does not matter who placed the fault and who has turned the mock on."""
    result = run("""
@pytest.mark.aws_fails("CreateKey", "KMSInternalException")
def test_mark(): ...

@pytest.fixture
def fault(dnssec_account):
    return dnssec_account.fail("CreateKey", "KMSInternalException")

async def test_fixture(fault): ...

@pytest.fixture
def aws():
    with mock_dnssec() as account:
        yield account

def test_own_fixture(aws):
    aws.fail("CreateKey", "KMSInternalException")

@mock_dnssec
def test_decorator():
    mock_dnssec.account.fail("CreateKey", "KMSInternalException")

@pytest.mark.aws_fails("CreateKey", "KMSInternalException")
class CaseTest(unittest.TestCase):
    def test_case(self): ...
""")

    result.assert_outcomes(failed=5)


def test_faults_that_fired_or_need_not(run: Run) -> None:
    """A fault that fired, or was told that it need not, is no reason to complain."""
    result = run("""
@pytest.mark.aws_fails("CreateKey", "KMSInternalException", unused=True)
@pytest.mark.aws_fails("ListKeys", "KMSInternalException", times=1)
def test_fine():
    kms.list_keys()  # botocore tries again
""")

    result.assert_outcomes(passed=1)


def test_tests_that_end_early(run: Run) -> None:
    """A test that fails, is skipped or does not begin has reasons of its own: one is enough."""
    result = run("""
from contextlib import ExitStack

pytestmark = pytest.mark.aws_fails("CreateKey", "KMSInternalException")

def test_fails():
    assert 1 == 2

def test_skipped():
    pytest.skip()

@pytest.mark.xfail(strict=True)
def test_expected():
    assert False

@pytest.fixture
def broken(dnssec_account):
    raise ZeroDivisionError

def test_broken(broken): ...

class CaseTest(unittest.TestCase):
    def test_case(self):
        self.assertEqual(1, 2)

    def test_skipped_case(self):
        self.skipTest("for a reason")
""")

    result.assert_outcomes(failed=2, skipped=2, xfailed=1, errors=1)
    result.stdout.no_fnmatch_line("*UnfiredFaultError*")


def test_faults_of_a_shared_account(run: Run) -> None:
    """A fault must fire in the test for which it was placed: none is left over for the next."""
    result = run("""
@pytest.mark.usefixtures("dnssec_account_class")
class TestClass:
    @pytest.mark.aws_fails("ListKeys", "KMSInternalException")
    def test_one(self): ...

    @pytest.mark.aws_fails("ListKeys", "KMSInternalException")
    def test_two(self):
        assert False

    def test_three(self, dnssec_account):
        kms.list_keys()
        assert not dnssec_account.calls.failed
""")

    result.assert_outcomes(passed=1, failed=2)
    complaint = "UnfiredFaultError: fail('ListKeys', 'KMSInternalException') never fired:"
    assert result.outlines.count(complaint) == 1


def test_marks_in_a_shared_account(run: Run) -> None:
    """A fault of a mark ends with the test that is marked, even one of all calls from then on."""
    result = run("""
@pytest.mark.usefixtures("dnssec_account_class")
class TestClass:
    @pytest.mark.aws_fails("ListKeys", "InvalidMarkerException", times=None)
    def test_one(self):
        with pytest.raises(kms.exceptions.InvalidMarkerException):
            kms.list_keys()

    def test_two(self):
        kms.list_keys()
""")

    result.assert_outcomes(passed=2)


def test_faults_that_are_not_used_up(run: Run) -> None:
    """Placed bare, a fault ends with its test, whatever is left of it."""
    result = run("""
@pytest.fixture
def no_keys(dnssec_account):
    dnssec_account.fail("DescribeKey", "InvalidArnException", times=None)

@pytest.mark.usefixtures("dnssec_account_class")
class TestClass:
    def test_one(self, dnssec_account, no_keys):
        dnssec_account.fail("ListKeys", "InvalidMarkerException", times=2)
        with pytest.raises(kms.exceptions.InvalidMarkerException):
            kms.list_keys()
        with pytest.raises(kms.exceptions.InvalidArnException):
            kms.describe_key(KeyId="any")

    def test_two(self):
        kms.list_keys()
        with pytest.raises(kms.exceptions.NotFoundException):
            kms.describe_key(KeyId="any")
""")

    result.assert_outcomes(passed=2)


OUTAGE = """
@pytest.fixture(scope="class")
def outage(dnssec_account_class):
    with dnssec_account_class.fail("ListAliases", "InvalidMarkerException", times=None):
        yield

@pytest.mark.usefixtures("outage")
class TestClass:
    def test_one(self):
        {one}

    def test_two(self):
        {two}
"""


@pytest.mark.parametrize("one", ["kms.list_keys()", "pytest.skip()", "assert False"])
def test_a_block_around_several_tests(run: Run, one: str) -> None:
    """A fault of a block goes on to the end of that, whatever becomes of a test in it."""
    two = "pytest.raises(kms.exceptions.InvalidMarkerException, kms.list_aliases)"
    outcomes = run(OUTAGE.format(one=one, two=two)).parseoutcomes()

    assert outcomes.pop("passed") == (2 if "list" in one else 1)
    assert "errors" not in outcomes


def test_the_end_of_a_block_around_several_tests(run: Run) -> None:
    """A block in which a fault has never fired says so at its end."""
    result = run(OUTAGE.format(one="kms.list_keys()", two="kms.list_keys()"))

    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(
        ["E *UnfiredFaultError: fail('ListAliases', *, times=None) never *"]
    )


def test_a_block_around_one_test(run: Run) -> None:
    """So does that of a fixture, unless the test has failed or was skipped."""
    result = run("""
@pytest.fixture
def fault(dnssec_account):
    with dnssec_account.fail("ListAliases", "InvalidMarkerException"):
        yield

def test_passes(fault): ...

def test_fails(fault):
    assert False

def test_skipped(fault):
    pytest.skip()
""")

    result.assert_outcomes(passed=1, failed=1, skipped=1, errors=1)
    result.stdout.fnmatch_lines(["_* ERROR at teardown of test_passes _*"])
