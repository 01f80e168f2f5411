"""How suites put moto and the mock together: fixtures and decorators, in either order."""

from __future__ import annotations

import unittest
from collections.abc import Callable

import boto3
import pytest

from mock_dnssec import mock_dnssec

moto = pytest.importorskip("moto", reason="moto needs a newer botocore than the oldest")

from tests.plugin_runs import Run, run  # noqa: E402

from .beside_moto import shadows  # noqa: E402

__all__ = ["run"]

pytest_plugins = ("pytester",)


def use_both() -> None:
    """Keep the id of a KMS key in a bucket."""
    key_id = boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]
    s3 = boto3.client("s3")
    s3.create_bucket(Bucket="keys")
    s3.put_object(Bucket="keys", Key="ksk", Body=key_id.encode())
    kept = s3.get_object(Bucket="keys", Key="ksk")["Body"].read().decode()

    assert boto3.client("kms").describe_key(KeyId=kept)["KeyMetadata"]["KeyId"] == key_id
    assert len(boto3.client("kms").list_keys()["Keys"]) == 1
    assert shadows() == []


SUITE = """
import moto

@pytest.fixture
def moto_first():
    with moto.mock_aws():
        yield

@pytest.fixture
def moto_second(dnssec_account):
    with moto.mock_aws():
        yield

def use_both():
    from tests.interception.test_moto_fixtures import use_both
    use_both()

def test_the_mocks_fixture_last(moto_first, dnssec_account):
    use_both()

def test_the_mocks_fixture_first(dnssec_account, moto_second):
    use_both()

@moto.mock_aws
def test_motos_decorator_and_the_mocks_fixture(dnssec_account):
    use_both()

@mock_dnssec
def test_the_mocks_decorator_and_motos_fixture(moto_first):
    use_both()

@pytest.mark.usefixtures("moto_first")
@mock_dnssec
class TestAll:
    def test_one(self):
        use_both()

    def test_another(self):
        use_both()
"""


def test_fixtures_of_both(run: Run) -> None:
    """Moto in a fixture and the mock's fixture go together, and with decorators, in any order."""
    run(SUITE).assert_outcomes(passed=6)


@moto.mock_aws  # type: ignore[untyped-decorator,unused-ignore]
@mock_dnssec
def test_decorators_moto_outside() -> None:
    """Both decorators, moto's outside."""
    use_both()


@mock_dnssec
@moto.mock_aws  # type: ignore[untyped-decorator,unused-ignore]
def test_decorators_moto_inside() -> None:
    """Both decorators, moto's inside."""
    use_both()


@moto.mock_aws
@mock_dnssec
class TestMotoOutside:
    """Both decorators on a class, moto's outside."""

    def test_first(self) -> None:
        """The first test has an account of its own."""
        use_both()

    def test_second(self) -> None:
        """So has the second."""
        use_both()


@mock_dnssec
@moto.mock_aws
class TestMotoInside:
    """Both decorators on a class, moto's inside."""

    def test_first(self) -> None:
        """The first test has an account of its own."""
        use_both()

    def test_second(self) -> None:
        """So has the second."""
        use_both()


def case(*decorators: Callable[[type], type]) -> type[unittest.TestCase]:
    """Return a test case of unittest with these decorators, the innermost first."""

    class Case(unittest.TestCase):
        def setUp(self) -> None:
            boto3.client("route53").create_hosted_zone(Name="example.com", CallerReference="1")

        def test_first(self) -> None:
            use_both()

        def test_second(self) -> None:
            assert boto3.client("route53").get_hosted_zone_count()["HostedZoneCount"] == 1
            use_both()

    decorated: type = Case
    for decorate in decorators:
        decorated = decorate(decorated)
    return decorated


@pytest.mark.parametrize("order", [1, -1], ids=["moto outside", "moto inside"])
def test_test_cases(order: int) -> None:
    """Both decorators on a ``unittest.TestCase``: each test has ``setUp`` and a fresh account."""
    decorated = case(*(mock_dnssec, moto.mock_aws)[::order])
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(decorated).run(result)

    assert (result.testsRun, result.errors, result.failures) == (2, [], [])


def test_started_and_stopped_in_any_order() -> None:
    """``start`` and ``stop`` of both, as ``setUp`` and ``tearDown`` call them."""
    for first, second in ((moto.mock_aws(), mock_dnssec), (mock_dnssec, moto.mock_aws())):
        first.start()
        second.start()
        use_both()
        first.stop()
        second.stop()
    assert mock_dnssec.account is None
