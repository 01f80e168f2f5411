"""What an account was asked, and the assertions that a test makes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from unittest.mock import ANY

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ReadTimeoutError

from mock_dnssec import Account, MockUsageError, UndocumentedError
from mock_dnssec.calls import Call, Calls

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

UNKNOWN = "11111111-2222-3333-4444-555555555555"


@pytest.fixture
def key_id(kms: KMSClient) -> str:
    """A key that was made, was not found under another id, was disabled and enabled: calls 1-4."""
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    with pytest.raises(kms.exceptions.NotFoundException):
        kms.describe_key(KeyId=UNKNOWN)
    kms.disable_key(KeyId=key_id)
    kms.enable_key(KeyId=key_id)
    return key_id


def numbers(calls: Calls) -> list[int]:
    """Return the places of the calls among all."""
    return [call.number for call in calls]


def test_a_call(aws: Account, kms: KMSClient) -> None:
    """A call has its account, service, operation, Region, parameters and result, in AWS's words."""
    arn = kms.create_key(Description="ksk", Tags=[{"TagKey": "k", "TagValue": "v"}])["KeyMetadata"][
        "Arn"
    ]
    (call,) = aws.calls

    assert (call.service, call.operation, call.region) == ("kms", "CreateKey", "us-east-1")
    assert (call.account_id, call.number) == ("123456789012", 1)
    assert call.parameters == {"Description": "ksk", "Tags": [{"TagKey": "k", "TagValue": "v"}]}
    assert arn in repr(call.result)
    assert (call.error, call.failure) == (None, None)


def test_a_refusal(aws: Account, kms: KMSClient) -> None:
    """A call that was refused has the error in place of a result."""
    with pytest.raises(kms.exceptions.NotFoundException) as refusal:
        kms.describe_key(KeyId=UNKNOWN)
    (call,) = aws.calls

    assert call.parameters == {"KeyId": UNKNOWN}
    assert call.result is None
    assert str(call.error) == "NotFoundException: " + refusal.value.response["Error"]["Message"]
    assert call.failure == "NotFoundException"


@pytest.mark.parametrize(
    ("failure", "raised"),
    [("KMSInternalException", ClientError), (503, ClientError), ("ReadTimeout", ReadTimeoutError)],
)
def test_a_failure_on_purpose(aws: Account, failure: str | int, raised: type[Exception]) -> None:
    """A call's failure is in the words of ``account.fail``, and the fault that it met is known."""
    once = Config(retries={"total_max_attempts": 1, "mode": "standard"})
    kms = boto3.client("kms", config=once)
    placed = aws.fail("GenerateRandom", failure)
    with pytest.raises(raised):
        kms.generate_random(NumberOfBytes=1)
    kms.generate_random(NumberOfBytes=1)

    assert [(call.failure, call.fault) for call in aws.calls] == [(failure, placed), (None, None)]
    assert numbers(aws.calls.failed_with(failure)) == [1]


def test_a_mistake_in_the_test_is_a_failure(aws: Account, kms: KMSClient) -> None:
    """What is neither AWS's nor the network's failure goes by the name of its exception."""
    aws.fail("ListKeys", "KMSInternalException", when=lambda given: given["Limt"] == 7, unused=True)
    with pytest.raises(KeyError):
        kms.list_keys()

    assert aws.calls[-1].failure == "KeyError"


def test_calls_are_a_sequence(aws: Account, kms: KMSClient) -> None:
    """Calls are in order, and can be counted, indexed and sliced."""
    kms.list_keys()
    kms.list_aliases(Limit=7)
    kms.list_keys(Limit=8)

    assert len(aws.calls) == 3
    assert [call.operation for call in aws.calls] == ["ListKeys", "ListAliases", "ListKeys"]
    assert aws.calls[-1] is list(aws.calls)[2]
    assert [call.parameters for call in aws.calls[1:]] == [{"Limit": 7}, {"Limit": 8}]
    assert aws.calls[1:].to("ListKeys") == [aws.calls[2]]
    assert aws.calls != [aws.calls[0]]
    assert aws.calls != "ListKeys"
    assert aws.calls != 3


def test_calls_to_an_operation(aws: Account, kms: KMSClient) -> None:
    """Calls are found by operation, and by the parameters that they must have given."""
    kms.list_keys()
    kms.list_aliases(Limit=7)
    kms.list_keys(Limit=7)
    kms.list_keys(Limit=8)

    assert [call.parameters.get("Limit") for call in aws.calls.to("ListKeys")] == [None, 7, 8]
    assert aws.calls.to("ListKeys", Limit=7) == [aws.calls[2]]
    assert aws.calls.to("ListKeys", Limit=9) == []
    assert aws.calls.to("CreateKey") == []


def test_calls_about_a_zone(aws: Account, route53: Route53Client) -> None:
    """The id of a zone is known with its prefix, as AWS gives it, and without."""
    zone_id = route53.create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"][
        "Id"
    ]
    route53.get_hosted_zone(Id=zone_id)
    route53.get_dnssec(HostedZoneId=zone_id)

    assert zone_id.startswith("/hostedzone/")
    for given in (zone_id, zone_id.rpartition("/")[2], ANY):
        assert aws.calls.to("GetHostedZone", Id=given) == [aws.calls[1]]
        assert aws.calls.to("GetDNSSEC").after("GetHostedZone", Id=given) == [aws.calls[2]]


def test_outcomes(aws: Account, key_id: str) -> None:
    """Calls are chosen by what came of them."""
    assert numbers(aws.calls.succeeded) == [1, 3, 4]
    assert numbers(aws.calls.failed) == [2]
    assert numbers(aws.calls.failed_with("NotFoundException")) == [2]
    assert not aws.calls.failed_with("KMSInternalException")
    assert not aws.calls.to("DescribeKey").succeeded


def test_order(aws: Account, kms: KMSClient, key_id: str) -> None:
    """Calls are chosen by what they came after or before: an operation, or other calls."""
    kms.disable_key(KeyId=key_id)  # number 5
    disabled = aws.calls.to("DisableKey")

    assert numbers(disabled) == [3, 5]
    assert numbers(disabled.after("EnableKey")) == [5]
    assert numbers(disabled.before("EnableKey")) == [3]
    assert numbers(disabled.after("DisableKey")) == [5]
    assert numbers(disabled.before("DisableKey")) == [3]
    assert numbers(disabled.after("EnableKey").after("CreateKey")) == [5]
    assert numbers(disabled.after("EnableKey", KeyId=key_id)) == [5]
    assert not disabled.after("EnableKey", KeyId=UNKNOWN)
    assert not disabled.before("CreateKey")
    assert numbers(disabled.after(aws.calls.failed)) == [3, 5]
    assert not disabled.after(aws.calls.to("DescribeKey").succeeded)


def test_the_one_call(aws: Account, kms: KMSClient, key_id: str) -> None:
    """``once`` gives the call, and is an assertion that there is no other."""
    assert aws.calls.to("EnableKey").once() is aws.calls[3]
    kms.enable_key(KeyId=key_id)
    with pytest.raises(
        AssertionError, match=r"Not once, but <2 calls: #4 EnableKey, #5 EnableKey>"
    ):
        aws.calls.to("EnableKey").once()
    with pytest.raises(AssertionError, match="Not once, but <no calls: Sign is not among"):
        aws.calls.to("Sign").once()


STORIES: dict[str, tuple[Callable[[Calls], object], str]] = {
    "all": (
        lambda calls: calls,
        (
            "<5 calls: #1 CreateKey, #2 DescribeKey (NotFoundException), ..., #4 EnableKey, "
            "#5 CreateKey>"
        ),
    ),
    "some": (lambda calls: calls.to("CreateKey"), "<2 calls: #1 CreateKey, #5 CreateKey>"),
    "no such operation": (
        lambda calls: calls.to("ListKeys"),
        "<no calls: ListKeys is not among CreateKey (2), DescribeKey, DisableKey, EnableKey>",
    ),
    "no such parameters": (
        lambda calls: calls.to("CreateKey", Description="ksk"),
        (
            "<no calls: CreateKey was called otherwise: in #1, Description was not given; "
            "in #5, Description was 'zsk'>"
        ),
    ),
    "none succeeded": (
        lambda calls: calls.to("DescribeKey").succeeded,
        "<no calls: #2 failed with NotFoundException>",
    ),
    "none failed": (
        lambda calls: calls[2:].failed,
        "<no calls: #3 succeeded; #4 succeeded; #5 succeeded>",
    ),
    "none after": (
        lambda calls: calls.to("DisableKey").after("EnableKey"),
        "<no calls: #3 DisableKey is not after #4 EnableKey>",
    ),
    "none after several": (
        lambda calls: calls[:2].after(calls[3:]),
        ("<no calls: none of #1 CreateKey, #2 DescribeKey is after #4 EnableKey, #5 CreateKey>"),
    ),
    "none before": (
        lambda calls: calls[1:].before("CreateKey").before("CreateKey", Description="zsk")[7:],
        (
            "<no calls: <3 calls: #2 DescribeKey (NotFoundException), #3 DisableKey, #4 EnableKey> "
            "has none there>"
        ),
    ),
    "nothing to be before": (
        lambda calls: calls.before("ListKeys"),
        (
            "<no calls: nothing is before <no calls: ListKeys is not among CreateKey (2), "
            "DescribeKey, DisableKey, EnableKey>>"
        ),
    ),
    "the first reason": (
        lambda calls: calls.to("DescribeKey").succeeded.after("CreateKey").failed,
        "<no calls: #2 failed with NotFoundException>",
    ),
    "many": (
        lambda calls: Calls([*calls, *calls]).failed_with("KMSInternalException"),
        "<no calls: #1 succeeded; #2 failed with NotFoundException; #3 succeeded; 7 more>",
    ),
}


@pytest.mark.parametrize("story", STORIES)
def test_calls_tell_their_story(aws: Account, kms: KMSClient, key_id: str, story: str) -> None:
    """``repr`` shows the calls in brief; where there are none, why: it is what pytest prints."""
    kms.create_key(Description="zsk")
    choose, told = STORIES[story]

    assert repr(choose(aws.calls)) == told
    assert len(told) < 240, "pytest cuts what is longer"


def test_many_operations(aws: Account, kms: KMSClient, key_id: str) -> None:
    """Of the many operations that were called, some are named."""
    kms.list_keys()
    kms.list_aliases()

    assert repr(aws.calls.to("Sign")) == (
        "<no calls: Sign is not among CreateKey, DescribeKey, DisableKey, EnableKey, ListKeys, "
        "1 more>"
    )


def test_no_calls_at_all(aws: Account) -> None:
    """Where nothing was called at all, there is nothing to tell."""
    assert repr(aws.calls) == repr(aws.calls.to("CreateKey")) == "<no calls>"


def test_calls_are_counted_from_one_by_every_thread() -> None:
    """A log numbers the calls as they come; what was chosen from it before stays as it was."""
    from mock_dnssec.calls import CallLog

    log = CallLog()
    before = log.succeeded
    for operation in ("ListKeys", "CreateKey"):
        log.record(Call("123456789012", "kms", operation, "us-east-1"))

    assert (numbers(log), numbers(before)) == ([1, 2], [])


def test_a_misspelt_operation(aws: Account) -> None:
    """An operation that AWS does not have is refused: it would never be found."""
    with pytest.raises(MockUsageError, match=r"no operation 'GetDNSEC'.*GetDNSSEC"):
        aws.calls.to("GetDNSEC")
    with pytest.raises(MockUsageError, match=r"no operation 'GetDNSEC'.*GetDNSSEC"):
        aws.calls.after("GetDNSEC")


def test_a_misspelt_error(aws: Account, key_id: str) -> None:
    """An error that none of the calls could get is refused with the list of theirs."""
    with pytest.raises(UndocumentedError, match=r"fail with 'NotFound'. They can with: NotFoundE"):
        aws.calls.to("DescribeKey").failed_with("NotFound")
    assert aws.calls.to("DescribeKey").failed_with("DependencyTimeoutException") == []
    assert aws.calls.failed_with("ReadTimeout") == aws.calls.failed_with(503) == []
    assert aws.calls.to("Sign").failed_with("NotFound") == []
    with pytest.raises(MockUsageError, match=r"404 is not a status.*500 to 599 are.*their codes"):
        aws.calls.failed_with(404)


def test_a_misspelt_parameter(aws: Account) -> None:
    """A parameter that the operation does not have is refused with the list of its own."""
    refusal = re.escape("GetDNSSEC has no parameter 'ZoneId'. It has: HostedZoneId.")
    with pytest.raises(MockUsageError, match=refusal):
        aws.calls.to("GetDNSSEC", ZoneId="Z1")
    with pytest.raises(MockUsageError, match=refusal):
        aws.calls.before("GetDNSSEC", ZoneId="Z1")
