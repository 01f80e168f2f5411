"""ACTION_NEEDED: a key-signing key whose KMS key is of no more use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .dnssec_policies import SIGNING, policy

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account

    from .conftest import NewKsk


def cancel_deletion(_: Account, kms: KMSClient, arn: str) -> None:
    """Do what a key that waits to be deleted needs: it comes back disabled."""
    kms.cancel_key_deletion(KeyId=arn)
    kms.enable_key(KeyId=arn)


def delete_for_good(aws: Account, kms: KMSClient, arn: str) -> None:
    """Let a key's waiting period pass."""
    kms.schedule_key_deletion(KeyId=arn, PendingWindowInDays=7)
    aws.clock.advance(days=8)


BREAK: dict[str, tuple[Any, str]] = {
    "disabled": (lambda _, kms, arn: kms.disable_key(KeyId=arn), "Enable it"),
    "pending deletion": (
        lambda _, kms, arn: kms.schedule_key_deletion(KeyId=arn),
        "Cancel its deletion",
    ),
    "policy lost": (
        lambda _, kms, arn: kms.put_key_policy(KeyId=arn, PolicyName="default", Policy=policy()),
        "Allow dnssec-route53.amazonaws.com",
    ),
    "deleted": (delete_for_good, "create one with another customer managed key"),
}
MEND: dict[str, Any] = {
    "disabled": lambda _, kms, arn: kms.enable_key(KeyId=arn),
    "pending deletion": cancel_deletion,
    "policy lost": lambda _, kms, arn: kms.put_key_policy(
        KeyId=arn, PolicyName="default", Policy=SIGNING
    ),
}


@pytest.fixture
def arn(route53: Route53Client, zone_id: str, new_ksk: NewKsk) -> str:
    """The ARN of the KMS key that example.com is signed with."""
    kms_arn = new_ksk()["KmsArn"]
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)
    return kms_arn


@pytest.mark.parametrize("harm", BREAK)
def test_a_broken_kms_key_shows(
    aws: Account, kms: KMSClient, route53: Route53Client, zone_id: str, arn: str, harm: str
) -> None:
    """Key and zone turn ACTION_NEEDED, the key with a message that says what to do."""
    before = route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"][0]
    aws.clock.advance(hours=1)
    break_it, advice = BREAK[harm]
    break_it(aws, kms, arn)

    answer = route53.get_dnssec(HostedZoneId=zone_id)

    [ksk] = answer["KeySigningKeys"]
    assert answer["Status"] == {"ServeSignature": "ACTION_NEEDED"}
    assert ksk["Status"] == "ACTION_NEEDED"
    assert advice in ksk["StatusMessage"]
    assert ksk["LastModifiedDate"] > before["LastModifiedDate"]
    assert ksk["DSRecord"] == before["DSRecord"]


@pytest.mark.parametrize("harm", MEND)
def test_the_documented_repair(
    aws: Account, kms: KMSClient, route53: Route53Client, zone_id: str, arn: str, harm: str
) -> None:
    """Activation is refused while the KMS key is broken; then it mends key and zone."""
    BREAK[harm][0](aws, kms, arn)
    route53.get_dnssec(HostedZoneId=zone_id)
    with pytest.raises(route53.exceptions.InvalidKMSArn):
        route53.activate_key_signing_key(HostedZoneId=zone_id, Name="ksk")

    MEND[harm](aws, kms, arn)
    assert route53.get_dnssec(HostedZoneId=zone_id)["Status"]["ServeSignature"] == "ACTION_NEEDED"

    route53.activate_key_signing_key(HostedZoneId=zone_id, Name="ksk")
    answer = route53.get_dnssec(HostedZoneId=zone_id)
    assert answer["Status"] == {"ServeSignature": "SIGNING"}
    assert answer["KeySigningKeys"][0]["Status"] == "ACTIVE"
    assert "StatusMessage" not in answer["KeySigningKeys"][0]


def test_harm_that_nobody_saw(
    kms: KMSClient, route53: Route53Client, zone_id: str, arn: str
) -> None:
    """A KMS key that is disabled and enabled again between two looks leaves no trace."""
    kms.disable_key(KeyId=arn)
    kms.enable_key(KeyId=arn)

    assert route53.get_dnssec(HostedZoneId=zone_id)["Status"] == {"ServeSignature": "SIGNING"}


def test_an_inactive_key_needs_no_kms_key(
    kms: KMSClient, route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """It stays INACTIVE without a KMS key, cannot be activated, and can be deleted."""
    kms.disable_key(KeyId=new_ksk(status="INACTIVE")["KmsArn"])

    assert route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"][0]["Status"] == "INACTIVE"
    with pytest.raises(route53.exceptions.InvalidKMSArn):
        route53.activate_key_signing_key(HostedZoneId=zone_id, Name="ksk")
    route53.delete_key_signing_key(HostedZoneId=zone_id, Name="ksk")


def test_an_unsigned_zone_stays_unsigned(
    kms: KMSClient, route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """Only the key needs action where nothing is signed; and it is not ACTIVE for enabling."""
    kms.disable_key(KeyId=new_ksk()["KmsArn"])

    answer = route53.get_dnssec(HostedZoneId=zone_id)
    assert answer["Status"] == {"ServeSignature": "NOT_SIGNING"}
    assert answer["KeySigningKeys"][0]["Status"] == "ACTION_NEEDED"
    with pytest.raises(route53.exceptions.KeySigningKeyWithActiveStatusNotFound):
        route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)


def test_taking_a_broken_key_out(
    aws: Account, kms: KMSClient, route53: Route53Client, zone_id: str, arn: str
) -> None:
    """A key whose KMS key is gone: deletion refused, then disable, deactivate, delete."""
    delete_for_good(aws, kms, arn)
    route53.get_dnssec(HostedZoneId=zone_id)

    with pytest.raises(route53.exceptions.InvalidKeySigningKeyStatus, match="not INACTIVE"):
        route53.delete_key_signing_key(HostedZoneId=zone_id, Name="ksk")
    with pytest.raises(route53.exceptions.KeySigningKeyInUse):
        route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="ksk")

    route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
    route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="ksk")
    route53.delete_key_signing_key(HostedZoneId=zone_id, Name="ksk")
    assert route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"] == []


def test_a_broken_key_does_not_stand_in(
    kms: KMSClient, route53: Route53Client, zone_id: str, arn: str, new_ksk: NewKsk
) -> None:
    """The last good key of a signed zone is in use, even beside one that was ACTIVE but broke."""
    new_ksk("second")
    kms.disable_key(KeyId=arn)

    with pytest.raises(route53.exceptions.KeySigningKeyInUse):
        route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="second")

    route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="ksk")
    assert route53.get_dnssec(HostedZoneId=zone_id)["Status"] == {"ServeSignature": "SIGNING"}
