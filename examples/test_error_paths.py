"""Reproduce what AWS refuses: by bringing it about, and where no state can, by asking for it."""

import boto3
import pytest
from botocore.exceptions import ClientError
from dnssec_tool import add_key_signing_key, create_dnssec_key, enable_dnssec

from mock_dnssec import Account


@pytest.fixture
def zone_id(dnssec_account: Account) -> str:
    route53 = boto3.client("route53")
    zone = route53.create_hosted_zone(Name="example.com", CallerReference="test")
    return zone["HostedZone"]["Id"]


def test_a_third_key_signing_key_is_one_too_many(zone_id: str) -> None:
    add_key_signing_key(zone_id, "ksk_1")
    add_key_signing_key(zone_id, "ksk_2")
    with pytest.raises(ClientError, match="TooManyKeySigningKeys"):
        add_key_signing_key(zone_id, "ksk_3")


def test_a_disabled_kms_key_cannot_become_a_key_signing_key(zone_id: str) -> None:
    arn = create_dnssec_key()
    boto3.client("kms", region_name="us-east-1").disable_key(KeyId=arn)
    with pytest.raises(ClientError, match="InvalidKMSArn"):
        boto3.client("route53").create_key_signing_key(
            CallerReference="test",
            HostedZoneId=zone_id,
            KeyManagementServiceArn=arn,
            Name="ksk_1",
            Status="ACTIVE",
        )


def test_the_last_active_key_of_a_signed_zone_stays(zone_id: str) -> None:
    enable_dnssec(zone_id, "ksk_1")
    with pytest.raises(ClientError, match="KeySigningKeyInUse"):
        boto3.client("route53").deactivate_key_signing_key(HostedZoneId=zone_id, Name="ksk_1")


def test_signing_stays_on_while_the_parent_publishes_the_ds(
    zone_id: str, dnssec_account: Account
) -> None:
    ds_record = enable_dnssec(zone_id)
    name_servers = boto3.client("route53").get_hosted_zone(Id=zone_id)["DelegationSet"]
    dnssec_account.registry.delegate(
        "example.com", name_servers=name_servers["NameServers"], ds=[ds_record]
    )
    with pytest.raises(ClientError, match="KeySigningKeyInParentDSRecord"):
        boto3.client("route53").disable_hosted_zone_dnssec(HostedZoneId=zone_id)


def test_a_concurrent_change_is_retried_by_nobody(zone_id: str, dnssec_account: Account) -> None:
    dnssec_account.fail("EnableHostedZoneDNSSEC", "ConcurrentModification")
    with pytest.raises(ClientError, match="ConcurrentModification"):
        enable_dnssec(zone_id)


def test_throttling_is_retried_by_botocore(zone_id: str, dnssec_account: Account) -> None:
    dnssec_account.fail("GetDNSSEC", "ThrottlingException", times=2)
    answer = boto3.client("route53").get_dnssec(HostedZoneId=zone_id)
    assert answer["Status"]["ServeSignature"] == "NOT_SIGNING"
    assert answer["ResponseMetadata"]["RetryAttempts"] == 2
    assert len(dnssec_account.calls.to("GetDNSSEC")) == 3
