"""Calls that take effect though their answer is lost: what makes retries hard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from mock_dnssec import Account, MockUsageError

from ..route53.dnssec_policies import SIGNING

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

pytestmark = pytest.mark.usefixtures("naps")

LOST: tuple[Any, ...] = ("ReadTimeout", "ConnectionReset", 502, 503, 504)


def lose(aws: Account, operation: str, error: str | int = "ReadTimeout") -> None:
    """Let the next call of ``operation`` take effect and its answer be lost."""
    aws.fail(operation, error, performed=True)


@pytest.mark.parametrize("error", LOST)
def test_the_second_attempt_meets_the_first(
    error: str | int, aws: Account, route53: Route53Client
) -> None:
    """A zone whose creation was not answered is there when botocore asks again."""
    lose(aws, "CreateHostedZone", error)
    with pytest.raises(route53.exceptions.HostedZoneAlreadyExists):
        route53.create_hosted_zone(Name="example.com", CallerReference="1")

    assert [zone["Name"] for zone in route53.list_hosted_zones()["HostedZones"]] == ["example.com."]


def test_a_repeat_that_is_recognized(aws: Account, kms: KMSClient, route53: Route53Client) -> None:
    """A key-signing key that is asked for again in the same words is given again."""
    key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=SIGNING)
    zone = route53.create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]
    lose(aws, "CreateKeySigningKey")
    answer = route53.create_key_signing_key(
        CallerReference="2",
        HostedZoneId=zone["Id"],
        KeyManagementServiceArn=key["KeyMetadata"]["Arn"],
        Name="ksk",
        Status="ACTIVE",
    )

    (ksk,) = route53.get_dnssec(HostedZoneId=zone["Id"])["KeySigningKeys"]
    assert answer["KeySigningKey"]["DSRecord"] == ksk["DSRecord"]
    assert len(aws.calls.to("CreateKeySigningKey")) == 2


def test_a_repeat_that_is_not(aws: Account, kms: KMSClient) -> None:
    """A key has no reference of its caller's: the retry makes another."""
    lose(aws, "CreateKey")
    kms.create_key()

    assert len(kms.list_keys()["Keys"]) == 2


def test_what_is_deleted_is_gone(aws: Account, kms: KMSClient) -> None:
    """A deletion that was not answered makes the retry find nothing."""
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName="alias/dns", TargetKeyId=key_id)
    lose(aws, "DeleteAlias")
    with pytest.raises(kms.exceptions.NotFoundException):
        kms.delete_alias(AliasName="alias/dns")


def test_the_record(aws: Account, kms: KMSClient) -> None:
    """A call whose answer was lost is recorded with its result and with what became of that."""
    lose(aws, "CreateKey", "ConnectionReset")
    kms.create_key()
    first, second = aws.calls

    assert first.failure == "ConnectionReset"
    assert first.result is not None
    assert second.failure is None
    assert first.result != second.result


def test_a_refusal_is_lost_too(aws: Account, kms: KMSClient) -> None:
    """Where AWS refuses, the refusal is the answer that is lost."""
    lose(aws, "DescribeKey", 503)
    with pytest.raises(ClientError, match="NotFoundException"):
        kms.describe_key(KeyId="11111111-2222-3333-4444-555555555555")

    assert [call.failure for call in aws.calls] == [503, "NotFoundException"]
    assert aws.calls[0].result is None


def test_aws_s_own_failures(aws: Account, kms: KMSClient) -> None:
    """An error by which AWS says that it failed may have left its effect."""
    lose(aws, "CreateKey", "KMSInternalException")
    kms.create_key()

    assert len(kms.list_keys()["Keys"]) == 2


@pytest.mark.parametrize(
    "error", ["ConnectTimeout", "EndpointUnreachable", "ThrottlingException", "TagException"]
)
def test_what_cannot_have_been_performed(error: str, aws: Account) -> None:
    """A request that never reached AWS, or was refused by it, has had no effect."""
    with pytest.raises(MockUsageError, match=f"'{error}' has not been performed"):
        lose(aws, "CreateKey", error)
