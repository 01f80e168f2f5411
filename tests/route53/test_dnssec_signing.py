"""EnableHostedZoneDNSSEC, DisableHostedZoneDNSSEC and GetDNSSEC."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from .conftest import NewKsk

OPERATIONS = ["enable_hosted_zone_dnssec", "disable_hosted_zone_dnssec", "get_dnssec"]


def serving(route53: Route53Client, zone_id: str) -> str:
    """Return the signing status of a zone."""
    return route53.get_dnssec(HostedZoneId=zone_id)["Status"]["ServeSignature"]


def test_a_new_zone_is_not_signed(route53: Route53Client, zone_id: str) -> None:
    """GetDNSSEC of a zone without DNSSEC: NOT_SIGNING, and an empty list of keys."""
    answer = route53.get_dnssec(HostedZoneId=zone_id)

    assert answer["Status"] == {"ServeSignature": "NOT_SIGNING"}
    assert answer["KeySigningKeys"] == []


def test_enable_and_disable(route53: Route53Client, zone_id: str, new_ksk: NewKsk) -> None:
    """Both answer a PENDING change without a comment, and GetDNSSEC shows the effect at once."""
    new_ksk()

    enabled = route53.enable_hosted_zone_dnssec(HostedZoneId=f"/hostedzone/{zone_id}")
    assert route53.get_dnssec(HostedZoneId=zone_id)["Status"] == {"ServeSignature": "SIGNING"}

    disabled = route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
    assert serving(route53, zone_id) == "NOT_SIGNING"

    for answer in (enabled, disabled):
        assert answer["ChangeInfo"].keys() == {"Id", "Status", "SubmittedAt"}
        assert answer["ChangeInfo"]["Status"] == "PENDING"
        change = route53.get_change(Id=answer["ChangeInfo"]["Id"])["ChangeInfo"]
        assert change["Status"] == "INSYNC"


def test_enabling_again_succeeds(route53: Route53Client, zone_id: str, new_ksk: NewKsk) -> None:
    """A signed zone stays signed."""
    new_ksk()
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)

    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)

    assert serving(route53, zone_id) == "SIGNING"


@pytest.mark.parametrize("statuses", [[], ["INACTIVE"], ["INACTIVE", "INACTIVE"]])
def test_enabling_without_an_active_key(
    route53: Route53Client, zone_id: str, new_ksk: NewKsk, statuses: list[str]
) -> None:
    """No key at all, or none that is ACTIVE: refused in AWS's words."""
    for number, status in enumerate(statuses):
        new_ksk(f"ksk{number}", status=status)

    text = f"Hosted zone with ID '{zone_id}' does not have a Key Signing Key in ACTIVE status."
    missing = route53.exceptions.KeySigningKeyWithActiveStatusNotFound
    with pytest.raises(missing, match=f"{re.escape(text)}$"):
        route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)

    assert serving(route53, zone_id) == "NOT_SIGNING"


def test_enabling_with_a_kms_key_that_is_disabled(
    kms: KMSClient, route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """Each ACTIVE key must be able to sign: one good key does not make up for a broken one."""
    new_ksk("good")
    kms.disable_key(KeyId=new_ksk("broken")["KmsArn"])

    with pytest.raises(route53.exceptions.InvalidKMSArn):
        route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)

    assert serving(route53, zone_id) == "NOT_SIGNING"


def test_disabling_a_zone_without_dnssec(route53: Route53Client, zone_id: str) -> None:
    """Where there is neither signing nor a key there is nothing to disable."""
    with pytest.raises(route53.exceptions.DNSSECNotFound):
        route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)


def test_disabling_an_unsigned_zone_with_a_key(
    route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """It succeeds, and leaves the key as it is; once the key is gone, it does not."""
    new_ksk(status="INACTIVE")

    route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
    assert [
        ksk["Status"] for ksk in route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"]
    ] == ["INACTIVE"]

    route53.delete_key_signing_key(HostedZoneId=zone_id, Name="ksk")
    with pytest.raises(route53.exceptions.DNSSECNotFound):
        route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_private_zones_are_refused(
    route53: Route53Client, private_zone_id: str, operation: str
) -> None:
    """DNSSEC is for public zones; AWS's words."""
    text = re.escape("Operation is unsupported for private hosted zones.")
    with pytest.raises(route53.exceptions.InvalidArgument, match=f"{text}$") as refused:
        getattr(route53, operation)(HostedZoneId=private_zone_id)

    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_unknown_zone(route53: Route53Client, operation: str) -> None:
    """A zone that does not exist is refused with its id."""
    with pytest.raises(route53.exceptions.NoSuchHostedZone, match=r"found with ID: Z1$"):
        getattr(route53, operation)(HostedZoneId="Z1")


def test_signing_adds_no_records(route53: Route53Client, zone_id: str, new_ksk: NewKsk) -> None:
    """DNSKEY, RRSIG and NSEC are made up when asked for: they are not in the zone's listing."""
    new_ksk()
    before = route53.list_resource_record_sets(HostedZoneId=zone_id)["ResourceRecordSets"]

    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)

    after = route53.list_resource_record_sets(HostedZoneId=zone_id)["ResourceRecordSets"]
    count = route53.get_hosted_zone(Id=zone_id)["HostedZone"]["ResourceRecordSetCount"]
    assert after == before
    assert count == len(before)
