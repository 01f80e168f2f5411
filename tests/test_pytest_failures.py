"""What the plugin adds to the report of a failed test, in runs of pytest of their own."""

from __future__ import annotations

import pytest

from .plugin_runs import LOAD, QUIET, Run, run, section

__all__ = ["run"]

pytest_plugins = ("pytester",)

CALLS = "AWS calls (mock_dnssec)"
ACCOUNT = "AWS account (mock_dnssec)"

WAYS = {
    "fixture": """
def test_fails(dnssec_account):
    kms.list_keys(Limit=7)
    assert False
""",
    "decorator": """
@mock_dnssec
def test_fails():
    kms.list_keys(Limit=7)
    assert False
""",
    "with": """
def test_fails():
    with mock_dnssec():
        kms.list_keys(Limit=7)
    assert False
""",
    "mark": """
@pytest.mark.mock_dnssec
def test_fails():
    kms.list_keys(Limit=7)
    assert False
""",
    "own fixture": """
@pytest.fixture
def aws():
    with mock_dnssec() as account:
        yield account

def test_fails(aws):
    kms.list_keys(Limit=7)
    assert False
""",
    "asyncio": """
async def test_fails(dnssec_account):
    await asyncio.to_thread(kms.list_keys, Limit=7)
    assert False
""",
    "decorated coroutine": """
@mock_dnssec
async def test_fails():
    kms.list_keys(Limit=7)
    assert False
""",
    "unittest": """
@mock_dnssec
class CaseTest(unittest.TestCase):
    def test_fails(self):
        kms.list_keys(Limit=7)
        self.assertTrue(False)
""",
    "unittest asyncio": """
@mock_dnssec
class CaseTest(unittest.IsolatedAsyncioTestCase):
    async def test_fails(self):
        kms.list_keys(Limit=7)
        self.assertTrue(False)
""",
    "pytest class": """
@mock_dnssec
class TestClass:
    def test_fails(self):
        kms.list_keys(Limit=7)
        assert False
""",
    "class account": """
@pytest.mark.usefixtures("dnssec_account_class")
class TestClass:
    def test_fails(self):
        kms.list_keys(Limit=7)
        assert False
""",
}

FAILS = "def test_fails():\n    assert False\n"

OTHERS = """
@mock_dnssec
def test_a_before():
    kms.create_key()

{test}

def test_z_after():
    assert mock_dnssec.account is None
"""


@pytest.mark.parametrize("way", WAYS)
def test_the_calls_are_shown(run: Run, way: str) -> None:
    """However the mock was turned on, the report has the calls of the test and the account."""
    result = run(OTHERS.format(test=WAYS[way]))

    result.assert_outcomes(passed=2, failed=1)
    assert section(result, CALLS) == ["1 ListKeys Limit=7 -> 0 Keys"]
    assert section(result, ACCOUNT)[1:] == ["  no hosted zones and no KMS keys"]


def test_in_other_processes(run: Run) -> None:
    """Reports come back from the workers of xdist with all that was added."""
    result = run(OTHERS.format(test=WAYS["decorator"]), "-n2", *QUIET, apart=True)

    result.assert_outcomes(passed=2, failed=1)
    assert section(result, CALLS) == ["1 ListKeys Limit=7 -> 0 Keys"]


@pytest.mark.parametrize("seed", range(3))
def test_in_random_order(run: Run, seed: int) -> None:
    """Whatever the order of the tests, each failure shows its own calls and no others."""
    result = run(
        """
@pytest.mark.parametrize("limit", [1, 2, 3])
def test_fails(dnssec_account, limit):
    kms.list_keys(Limit=limit)
    assert limit == 2

@mock_dnssec
def test_passes():
    kms.create_key()

def test_fails_without():
    assert False
""",
        "-pno:hypothesispytest",
        f"--randomly-seed={seed}",
        "-pno:cacheprovider",
    )

    result.assert_outcomes(passed=2, failed=3)
    shown = [line for line in result.outlines if "ListKeys Limit=" in line and "->" in line]
    assert sorted(shown) == ["1 ListKeys Limit=1 -> 0 Keys", "1 ListKeys Limit=3 -> 0 Keys"]


def test_failures_in_setup_and_teardown(run: Run) -> None:
    """A fixture that fails shows the calls up to then, in the setup and in the teardown."""
    result = run("""
@pytest.fixture
def key_id(dnssec_account):
    yield kms.create_key(Description="setup")["KeyMetadata"]["KeyId"]
    kms.list_keys(Limit=7)
    assert False

@pytest.fixture
def fails(key_id):
    assert False

def test_setup(key_id, fails): ...
""")

    result.assert_outcomes(errors=2)
    shown = [line for line in result.outlines if "->" in line]
    assert [line.partition(" -> ")[0] for line in shown] == [
        "1 CreateKey Description=setup",
        "1 CreateKey Description=setup",
        "2 ListKeys  Limit=7",
    ]


@pytest.mark.parametrize(
    "test",
    [
        FAILS,
        "@mock_dnssec\ndef test_passes():\n    kms.create_key()\n" + FAILS,
        "@pytest.mark.xfail\n@mock_dnssec\ndef test_expected():\n    assert False",
        "@mock_dnssec\ndef test_skipped():\n    kms.create_key()\n    pytest.skip()",
        "def test_shared(dnssec_account_module):\n    kms.create_key()\n" + FAILS,
    ],
)
def test_nothing_is_shown(run: Run, test: str) -> None:
    """A test that was not at AWS, or has not failed, shows no calls: nor those of another test."""
    result = run(test)

    assert result.parseoutcomes().get("errors", 0) == 0
    result.stdout.no_fnmatch_line(f"*{CALLS}*")
    result.stdout.no_fnmatch_line(f"*{ACCOUNT}*")


def test_calls_of_a_shared_account(run: Run) -> None:
    """In an account that tests share, those of the failed one are shown, the others counted."""
    result = run("""
@pytest.mark.usefixtures("dnssec_account_class")
class TestClass:
    def test_one(self):
        kms.create_key()
        kms.create_key()

    def test_two(self, dnssec_account):
        assert len(dnssec_account.calls) == 7

    def test_three(self):
        kms.list_keys()
        assert False
""")

    result.assert_outcomes(passed=1, failed=2)
    text = result.outlines
    assert text.count("    (calls before this test: 2)") == 2
    assert "    none" in text
    assert "3 ListKeys -> 2 Keys" in text


def test_a_test_that_made_no_calls(run: Run) -> None:
    """With the mock on and nothing called, the report says so."""
    result = run("""
@mock_dnssec
def test_fails():
    assert False
""")

    assert section(result, CALLS) == ["    none"]


def test_a_test_that_has_asked_the_dns(run: Run) -> None:
    """The report shows the chain of trust of a broken zone if the test has to do with the DNS."""
    result = run("""
@pytest.mark.parametrize("asks", [False, True])
def test_fails(dnssec_account, dnssec_route53, asks):
    dnssec_route53.create_hosted_zone(Name="example.com", CallerReference="1")
    dnssec_account.registry.delegate("example.com", ds=["1 13 2 " + 32 * "AB"])
    assert asks and dnssec_account.resolver().resolve("example.com", "NS").secure
""")

    result.assert_outcomes(failed=2)
    chain = section(result, "Chain of trust (mock_dnssec)")
    assert chain[0].startswith(". (the root) ")
    assert any("DS 1 13 2 abababab... in com" in line for line in chain)
    assert max(map(len, chain)) <= 100


def test_subtests(run: Run) -> None:
    """A subtest that fails shows the calls made so far; faults still wait for the rest."""
    result = run("""
@mock_dnssec
class CaseTest(unittest.TestCase):
    def test_subtests(self):
        fault = mock_dnssec.account.fail("ListAliases", "InvalidMarkerException")
        with self.subTest("one"):
            kms.list_keys(Limit=7)
            self.fail()
        with self.assertRaises(Exception):
            kms.list_aliases()
        self.assertEqual(fault.fired, 1)
""")

    result.stdout.fnmatch_lines(["* CaseTest.test_subtests *one* _*", "1 ListKeys * -> 0 Keys"])
    result.stdout.no_fnmatch_line("*AssertionError: 0 != 1*")
    result.stdout.no_fnmatch_line("*Exception not raised*")


def test_the_whole_run_without_the_mock(run: Run, pytester: pytest.Pytester) -> None:
    """In a run that does not use the mock, the plugin imports its hooks and fixtures, no more."""
    pytester.makeconftest("""
import sys

def pytest_sessionfinish():
    heavy = {"botocore", "boto3", "cryptography", "dns", "mock_dnssec"}
    print("LOADED", *sorted(name for name in sys.modules if name.partition(".")[0] in heavy))
""")
    pytester.makepyfile("def test_fails():\n    assert False\n\ndef test_passes(): ...")
    result = pytester.runpytest_subprocess(*LOAD, *QUIET, "-pno:cov", "-s")

    result.assert_outcomes(passed=1, failed=1)
    plugin = "mock_dnssec.pytest_plugin"
    loaded = [
        "mock_dnssec",
        plugin,
        *(f"{plugin}.{name}" for name in ("each_test", "fixtures", "marks")),
    ]
    result.stdout.fnmatch_lines([f"*LOADED {' '.join(loaded)}"])
