"""The pytest plugin: an account for each test, clients, marks, and assertions that need no loop.

Let one of these fail, and its report shows the calls to AWS and what existed at that moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.exceptions import ClientError
from dnssec_tool import add_key_signing_key, enable_dnssec

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account


@pytest.fixture
def zone_id(dnssec_route53: Route53Client) -> str:
    zone = dnssec_route53.create_hosted_zone(Name="example.com", CallerReference="test")
    return zone["HostedZone"]["Id"]


def test_the_zone_is_signed(dnssec_account: Account, zone_id: str) -> None:
    ds_record = enable_dnssec(zone_id, "ksk_1")
    zone = dnssec_account.hosted_zone("example.com")
    assert zone.signing == "SIGNING"
    assert zone.key_signing_keys["ksk_1"].status == "ACTIVE"
    assert zone.key_signing_keys["ksk_1"].ds == ds_record


def test_the_zone_is_signed_last(dnssec_account: Account, zone_id: str) -> None:
    enable_dnssec(zone_id)
    calls = dnssec_account.calls
    assert calls.to("EnableHostedZoneDNSSEC", HostedZoneId=zone_id).after("CreateKeySigningKey")
    assert calls.to("CreateKey").once().parameters["KeySpec"] == "ECC_NIST_P256"
    assert not calls.failed


def test_a_disabled_kms_key_is_seen(
    dnssec_account: Account, dnssec_kms: KMSClient, zone_id: str
) -> None:
    enable_dnssec(zone_id, "ksk_1")
    ksk = dnssec_account.hosted_zone("example.com").key_signing_keys["ksk_1"]
    dnssec_kms.disable_key(KeyId=ksk.kms_key_arn)
    assert ksk.status == "ACTION_NEEDED"
    print(dnssec_account)  # a small tree, which says what is wrong as well
    assert "The customer managed key is not enabled." in str(dnssec_account)


@pytest.mark.mock_dnssec(seed=1)
def test_the_same_key_in_every_run(zone_id: str) -> None:
    assert add_key_signing_key(zone_id, "ksk_1").startswith("57176 13 2 ")


@pytest.mark.aws_fails("CreateKeySigningKey", "ThrottlingException")
def test_throttling_is_waited_for(dnssec_account: Account, zone_id: str) -> None:
    add_key_signing_key(zone_id, "ksk_1")
    calls = dnssec_account.calls.to("CreateKeySigningKey")
    assert calls.succeeded.once()
    assert calls.succeeded.after(calls.failed_with("ThrottlingException"))


@pytest.mark.aws_fails("EnableHostedZoneDNSSEC", "ConcurrentModification")
def test_a_key_is_left_when_signing_fails(dnssec_account: Account, zone_id: str) -> None:
    with pytest.raises(ClientError, match="ConcurrentModification"):
        enable_dnssec(zone_id, "ksk_1")
    zone = dnssec_account.hosted_zone(zone_id)
    assert (zone.signing, list(zone.key_signing_keys)) == ("NOT_SIGNING", ["ksk_1"])


@pytest.fixture(scope="class")
def published(dnssec_account_class: Account) -> str:
    zone = boto3.client("route53").create_hosted_zone(Name="example.com", CallerReference="test")
    ds_record = enable_dnssec(zone["HostedZone"]["Id"])
    dnssec_account_class.registry.delegate("example.com", ds=[ds_record])
    return ds_record


@pytest.mark.usefixtures("published")
class TestOneAccountForSeveralTests:
    def test_the_parent_has_the_ds(self, dnssec_account: Account, published: str) -> None:
        assert dnssec_account.hosted_zone("example.com").ds_at_parent == [published]

    def test_signing_must_stay(
        self, dnssec_account: Account, dnssec_route53: Route53Client
    ) -> None:
        zone = dnssec_account.hosted_zone("example.com")
        with pytest.raises(ClientError, match="KeySigningKeyInParentDSRecord"):
            dnssec_route53.disable_hosted_zone_dnssec(HostedZoneId=zone.id)
        assert zone.signing == "SIGNING"
