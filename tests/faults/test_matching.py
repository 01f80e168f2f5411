"""Which calls meet a fault, and how many of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec import Account, MockUsageError
from mock_dnssec.calls import Call

from .support import codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "X...."),
        ({"times": 3}, "XXX.."),
        ({"after": 2}, "..X.."),
        ({"times": 2, "after": 1}, ".XX.."),
        ({"times": None}, "XXXXX"),
        ({"times": None, "after": 3}, "...XX"),
    ],
)
def test_times_and_after(given: Any, expected: str, aws: Account, kms: KMSClient) -> None:
    """A fault lets ``after`` calls pass and then strikes ``times``, or ever after; it counts."""
    fault = aws.fail("ListKeys", "InvalidMarkerException", **given)

    struck = codes(kms.list_keys, 5)

    assert "".join("X" if code else "." for code in struck) == expected
    assert fault.fired == expected.count("X")


@given(times=st.integers(1, 5) | st.none(), after=st.integers(0, 5), count=st.integers(0, 12))
def test_any_times_and_after(times: int | None, after: int, count: int) -> None:
    """Of any number of calls, those from ``after`` on meet the fault, ``times`` at most."""
    account = Account()
    account.fail("ListKeys", "InvalidMarkerException", times=times, after=after)
    calls = [Call("123456789012", "kms", "ListKeys", "us-east-1") for _ in range(count)]
    met = [account.faults.strike(call) is not None for call in calls]
    last = count if times is None else after + times

    assert met == [after <= n < last for n in range(count)]


def test_when(aws: Account, kms: KMSClient) -> None:
    """A fault strikes, and counts, only the calls that give its parameters."""
    aws.fail("ListKeys", "InvalidMarkerException", after=1, when={"Limit": 7})

    assert codes(kms.list_keys, 2) == [None, None]
    assert codes(kms.list_keys, 2, Limit=8) == [None, None]
    assert codes(kms.list_keys, 3, Limit=7) == [None, "InvalidMarkerException", None]


def test_when_parameters_are_structures(aws: Account, kms: KMSClient) -> None:
    """A structure or a list must be given as a whole to match."""
    tags = [{"TagKey": "k", "TagValue": "v"}]
    aws.fail("CreateKey", "TagException", when={"Tags": tags})

    assert codes(kms.create_key, 1) == [None]
    assert codes(kms.create_key, 1, Tags=[*tags, {"TagKey": "l", "TagValue": "v"}]) == [None]
    assert codes(kms.create_key, 1, Tags=tags) == ["TagException"]


@pytest.mark.parametrize("prefix", ["/hostedzone/", ""])
def test_when_it_is_a_zone(prefix: str, aws: Account, route53: Route53Client) -> None:
    """The id of a zone matches with its prefix, as AWS gives it, and without."""
    zone_id = route53.create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"][
        "Id"
    ]
    bare = zone_id.rpartition("/")[2]
    aws.fail("GetHostedZone", "InvalidInput", when={"Id": prefix + bare}, times=2)

    assert codes(route53.get_hosted_zone, 1, Id=zone_id) == ["InvalidInput"]
    assert codes(route53.get_hosted_zone, 1, Id=bare) == ["InvalidInput"]


def test_when_a_function_says_so(aws: Account, kms: KMSClient) -> None:
    """A function is given all parameters under AWS's names and says whether the call matches."""
    seen: list[Mapping[str, object]] = []

    def is_even(parameters: Mapping[str, object]) -> bool:
        seen.append(parameters)
        return parameters["Limit"] in (2, 4)

    aws.fail("ListKeys", "InvalidMarkerException", when=is_even, after=1)

    assert codes(kms.list_aliases, 1, Limit=2) == [None]
    assert codes(kms.list_keys, 1, Limit=2) == [None]
    assert codes(kms.list_keys, 1, Limit=3) == [None]
    assert codes(kms.list_keys, 1, Limit=4) == ["InvalidMarkerException"]
    assert seen == [{"Limit": 2}, {"Limit": 3}, {"Limit": 4}]


def test_when_a_function_stumbles(aws: Account, kms: KMSClient) -> None:
    """What a function raises comes out of the call that it was asked about."""
    aws.fail("ListKeys", "InvalidMarkerException", when=lambda given: given["Limt"], unused=True)
    with pytest.raises(KeyError, match="Limt"):
        kms.list_keys(Limit=7)

    assert isinstance(aws.calls[0].error, KeyError)


def test_when_a_function_calls_aws(aws: Account, kms: KMSClient) -> None:
    """A function may ask AWS itself."""

    def no_keys(_: object) -> bool:
        return not kms.list_keys()["Keys"]

    with aws.fail("CreateKey", "TagException", when=no_keys, times=None):
        assert codes(kms.create_key, 1) == ["TagException"]
    kms.create_key()
    with aws.fail("CreateKey", "TagException", when=no_keys, unused=True):
        assert codes(kms.create_key, 1) == [None]


@pytest.mark.parametrize(
    ("asked", "listed"),
    [("keyid", "KeyId, "), ("PolicyNam", "PolicyName, Policy, "), ("policy", "Policy, PolicyName")],
)
def test_unknown_parameters(asked: str, listed: str, aws: Account) -> None:
    """What is like the name of a parameter that does not exist leads the list of those that do."""
    with pytest.raises(MockUsageError, match=rf"no parameter '{asked}'\. It has: {listed}"):
        aws.fail("PutKeyPolicy", "KMSInternalException", when={asked: "1"})


def test_threads(aws: Account, kms: KMSClient) -> None:
    """Of many threads' calls, exactly as many as told meet a fault."""
    fault = aws.fail("ListKeys", "InvalidMarkerException", times=3, after=10)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: codes(kms.list_keys, 10), range(8)))

    assert sum(each.count("InvalidMarkerException") for each in found) == 3
    assert fault.fired == 3
