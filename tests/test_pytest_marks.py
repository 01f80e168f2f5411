"""The plugin's marks, in runs of pytest of their own."""

from __future__ import annotations

import pytest

from .plugin_runs import QUIET, Run, run

__all__ = ["run"]

pytest_plugins = ("pytester",)


def test_options(run: Run) -> None:
    """The mark turns the mock on, with its options; the closest to the test wins."""
    result = run("""
@pytest.fixture
def key_id():
    return kms.create_key()["KeyMetadata"]["KeyId"]

@pytest.mark.mock_dnssec(seed=1, account_id="111122223333")
def test_mark(key_id):
    assert mock_dnssec.account.id == "111122223333"

@pytest.mark.mock_dnssec
async def test_bare(key_id):
    assert mock_dnssec.account.options.seed is None

@pytest.mark.mock_dnssec(seed=1, propagation=60)
class TestClass:
    def test_inherited(self, key_id):
        assert mock_dnssec.account.options.seed == 1

    @pytest.mark.mock_dnssec(seed=2)
    def test_own(self, dnssec_account):
        assert (dnssec_account.options.seed, dnssec_account.options.propagation) == (2, 60)

def test_off():
    assert mock_dnssec.account is None

@pytest.mark.parametrize("seed", [1, pytest.param(7, marks=pytest.mark.mock_dnssec(seed=7))])
@pytest.mark.mock_dnssec(seed=1)
def test_parameters(dnssec_account, seed):
    assert dnssec_account.options.seed == seed
""")

    result.assert_outcomes(passed=7)


def test_modules_and_unittest_classes(run: Run) -> None:
    """The mark works for all tests of a module, those of unittest included."""
    result = run("""
pytestmark = pytest.mark.mock_dnssec(seed=1)

def test_function():
    assert mock_dnssec.account.options.seed == 1

class KeysTest(unittest.TestCase):
    def setUp(self):
        kms.create_key()

    def test_keys(self):
        self.assertEqual(len(kms.list_keys()["Keys"]), 1)

class AsyncTest(unittest.IsolatedAsyncioTestCase):
    @pytest.mark.mock_dnssec(propagation=7)
    async def test_options(self):
        self.assertEqual(mock_dnssec.account.options.propagation, 7)
        self.assertEqual(mock_dnssec.account.options.seed, 1)
""")

    result.assert_outcomes(passed=3)


def test_methods_of_unittest(run: Run) -> None:
    """The mark works on a single method of a unittest class, and for an inherited one."""
    result = run("""
class KeysTest(unittest.TestCase):
    @pytest.mark.mock_dnssec(seed=1)
    def test_marked(self):
        self.assertEqual(mock_dnssec.account.options.seed, 1)

    def test_other(self):
        self.assertIsNone(mock_dnssec.account)

class InheritedTest(KeysTest): ...
""")

    result.assert_outcomes(passed=4)


@pytest.mark.parametrize("mark", ["mock_dnssec", 'aws_fails("CreateKey", 503, unused=True)'])
def test_set_up_of_a_unittest_class(run: Run, mark: str) -> None:
    """What a class sets up comes before the mock of its tests: it may not call AWS by accident."""
    result = run(f"""
@pytest.mark.{mark}
class KeysTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        kms.list_keys()

    def test_one(self): ...

@pytest.mark.{mark}
class WiderTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.aws = mock_dnssec.start()
        cls.addClassCleanup(mock_dnssec.stop)
        cls.key_id = kms.create_key()["KeyMetadata"]["KeyId"]

    def test_two(self):
        self.assertEqual(self.aws.kms_key(self.key_id).state, "Enabled")
""")

    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*MockUsageError: KeysTest.setUpClass called kms ListKeys, but *"])


def test_marks_and_wider_accounts(run: Run) -> None:
    """The mark of a class is that of the account of the class; a test's may not contradict it."""
    result = run("""
@pytest.mark.mock_dnssec(seed=1)
class TestClass:
    def test_options(self, dnssec_account_class, dnssec_account):
        assert dnssec_account_class is dnssec_account
        assert dnssec_account.options.seed == 1

    @pytest.mark.mock_dnssec(seed=2)
    def test_contradiction(self, dnssec_account_class): ...
""")

    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(
        ["MockUsageError: mock_dnssec is already on with seed=1, so seed=2*"]
    )


def test_the_decorator_and_the_mark(run: Run) -> None:
    """The decorator joins the account of the mark."""
    result = run("""
@pytest.mark.mock_dnssec(seed=1)
@mock_dnssec
def test_joined():
    assert mock_dnssec.account.options.seed == 1
""")

    result.assert_outcomes(passed=1)


def test_failures(run: Run) -> None:
    """The other mark turns the mock on too, and makes calls fail: the topmost mark first."""
    result = run("""
from botocore.exceptions import ClientError

def failures(times):
    for _ in range(times):
        try:
            kms.generate_random(NumberOfBytes=1)
        except ClientError as error:
            yield error.response["Error"]["Code"]

@pytest.mark.aws_fails("GenerateRandom", "UnsupportedOperationException", times=2)
@pytest.mark.aws_fails("GenerateRandom", "CustomKeyStoreNotFoundException", message="Gone")
def test_two():
    assert list(failures(4)) == [
        "UnsupportedOperationException",
        "UnsupportedOperationException",
        "CustomKeyStoreNotFoundException",
    ]

@pytest.mark.aws_fails("GenerateRandom", "CustomKeyStoreNotFoundException")
class TestClass:
    @pytest.mark.aws_fails("GenerateRandom", "UnsupportedOperationException", after=1)
    def test_class(self):
        assert list(failures(3)) == [
            "CustomKeyStoreNotFoundException",
            "UnsupportedOperationException",
        ]

@pytest.mark.aws_fails("GenerateRandom", error="UnsupportedOperationException")
class CaseTest(unittest.TestCase):
    def test_case(self):
        self.assertEqual(list(failures(2)), ["UnsupportedOperationException"])
""")

    result.assert_outcomes(passed=3)


@pytest.mark.parametrize(
    ("mark", "complaint"),
    [
        ("mock_dnssec(1)", "@pytest.mark.mock_dnssec takes options by keyword, not (1,)."),
        ("mock_dnssec(sed=1)", "mock_dnssec has no option 'sed'. It has: account_id, seed, *"),
        ("mock_dnssec(seed=1.5)", "seed is an int, a str or bytes, not 1.5."),
        ('aws_fails("CreateKey")', "@pytest.mark.aws_fails: missing a required argument: 'error'."),
        (
            'aws_fails("CreateKey", "InternalFailure", tims=2)',
            "@pytest.mark.aws_fails: got an unexpected keyword argument 'tims'.",
        ),
        ('aws_fails("CreateKy", "InternalFailure")', "*no operation 'CreateKy'*CreateKey*"),
    ],
)
def test_mistakes(run: Run, mark: str, complaint: str) -> None:
    """A mistake in a mark is an error in the setup of the test, told without the plugin's code."""
    result = run(f"""
@pytest.mark.{mark}
def test_mistaken(): ...

def test_off():
    assert mock_dnssec.account is None
""")

    result.assert_outcomes(errors=1, passed=1)
    result.stdout.no_fnmatch_line("*During handling*")
    result.stdout.fnmatch_lines(
        ["_* ERROR at setup of test_mistaken _*", f"MockUsageError: {complaint}"], consecutive=True
    )


def test_a_mark_without_effect(run: Run) -> None:
    """Where a mark cannot turn the mock on, the test says so and what to do."""
    result = run("""
failing = pytest.mark.parametrize(
    "x", [pytest.param(1, marks=pytest.mark.aws_fails("CreateKey", "InternalFailure"))]
)

@failing
def test_parameter(x): ...

@failing
def test_in_a_shared_account(dnssec_account_module, x): ...

@pytest.fixture
def dnssec_zone(): ...

@failing
def test_a_fixture_that_sounds_alike(dnssec_zone, x): ...
""")

    result.assert_outcomes(errors=3)
    result.stdout.fnmatch_lines(['*@pytest.mark.usefixtures("dnssec_account").'])


def test_marks_are_known(run: Run) -> None:
    """``pytest --markers`` lists the marks, as ``--strict-markers`` wants."""
    result = run("", "--markers", *QUIET)

    result.stdout.fnmatch_lines(
        ["@pytest.mark.mock_dnssec(seed=None, *", "@pytest.mark.aws_fails(operation, error, *"]
    )
