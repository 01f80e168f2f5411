"""What an account was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mock_dnssec import Account, MockUsageError

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

UNKNOWN = "11111111-2222-3333-4444-555555555555"


def test_a_call(aws: Account, kms: KMSClient) -> None:
    """A call has its service, operation, Region, parameters and result, under AWS's names."""
    arn = kms.create_key(Description="ksk", Tags=[{"TagKey": "k", "TagValue": "v"}])["KeyMetadata"][
        "Arn"
    ]
    (call,) = aws.calls

    assert (call.service, call.operation, call.region) == ("kms", "CreateKey", "us-east-1")
    assert call.parameters == {"Description": "ksk", "Tags": [{"TagKey": "k", "TagValue": "v"}]}
    assert arn in repr(call.result)
    assert call.error is None


def test_a_refusal(aws: Account, kms: KMSClient) -> None:
    """A call that was refused has the error in place of a result."""
    with pytest.raises(kms.exceptions.NotFoundException) as refusal:
        kms.describe_key(KeyId=UNKNOWN)
    (call,) = aws.calls

    assert call.parameters == {"KeyId": UNKNOWN}
    assert call.result is None
    assert str(call.error) == "NotFoundException: " + refusal.value.response["Error"]["Message"]


def test_calls_are_a_sequence(aws: Account, kms: KMSClient) -> None:
    """Calls are in order, can be counted, indexed and sliced, and show themselves."""
    kms.list_keys()
    kms.list_aliases(Limit=7)
    kms.list_keys(Limit=8)

    assert len(aws.calls) == 3
    assert [call.operation for call in aws.calls] == ["ListKeys", "ListAliases", "ListKeys"]
    assert aws.calls[-1] is list(aws.calls)[2]
    assert [call.parameters for call in aws.calls[1:]] == [{"Limit": 7}, {"Limit": 8}]
    assert "operation='ListAliases', region='us-east-1', parameters={'Limit': 7}" in repr(aws.calls)


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

    assert zone_id.startswith("/hostedzone/")
    assert aws.calls.to("GetHostedZone", Id=zone_id) == [aws.calls[1]]
    assert aws.calls.to("GetHostedZone", Id=zone_id.rpartition("/")[2]) == [aws.calls[1]]


def test_a_misspelt_operation(aws: Account) -> None:
    """An operation that AWS does not have is refused: it would never be found."""
    with pytest.raises(MockUsageError, match=r"no operation 'GetDNSEC'.*GetDNSSEC"):
        aws.calls.to("GetDNSEC")


def test_a_misspelt_parameter(aws: Account) -> None:
    """A parameter that the operation does not have is refused with the list of its own."""
    with pytest.raises(
        MockUsageError, match=r"GetDNSSEC has no parameter 'ZoneId'\. It has: HostedZoneId\."
    ):
        aws.calls.to("GetDNSSEC", ZoneId="Z1")
