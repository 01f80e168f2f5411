"""ActivateKeySigningKey, DeactivateKeySigningKey and DeleteKeySigningKey."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

    from mock_dnssec import Account

    from .conftest import NewKsk

OPERATIONS = ["activate_key_signing_key", "deactivate_key_signing_key", "delete_key_signing_key"]


def ksk_of(route53: Route53Client, zone_id: str, name: str = "ksk") -> KeySigningKeyTypeDef:
    """Return a key-signing key as GetDNSSEC shows it."""
    keys = route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"]
    return next(ksk for ksk in keys if ksk["Name"] == name)


@pytest.mark.parametrize("before", ["ACTIVE", "INACTIVE"])
@pytest.mark.parametrize(
    ("operation", "after"),
    [("activate_key_signing_key", "ACTIVE"), ("deactivate_key_signing_key", "INACTIVE")],
)
def test_activate_and_deactivate(
    aws: Account,
    route53: Route53Client,
    zone_id: str,
    new_ksk: NewKsk,
    before: str,
    operation: str,
    after: str,
) -> None:
    """Either works from either status; the date of change moves with the status only."""
    created = new_ksk(status=before)
    changed_at = aws.clock.advance(hours=1)
    aws.clock.freeze()

    answer = getattr(route53, operation)(HostedZoneId=zone_id, Name="ksk")

    ksk = ksk_of(route53, zone_id)
    assert answer["ChangeInfo"]["Status"] == "PENDING"
    assert ksk["Status"] == after
    assert ksk["CreatedDate"] == created["CreatedDate"]
    assert (ksk["LastModifiedDate"] >= changed_at) == (before != after)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_unknown_key_or_zone(
    route53: Route53Client, zone_id: str, private_zone_id: str, new_ksk: NewKsk, operation: str
) -> None:
    """Whether the name, its spelling or the zone is wrong: there is no such key."""
    new_ksk("ksk", status="INACTIVE")
    for zone, name in [
        (zone_id, "other"),
        (zone_id, "KSK"),
        (private_zone_id, "ksk"),
        ("Z0123456789ABCDEFGHIJ", "ksk"),
    ]:
        with pytest.raises(route53.exceptions.NoSuchKeySigningKey) as refused:
            getattr(route53, operation)(HostedZoneId=zone, Name=name)
        assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


def test_only_an_inactive_key_is_deleted(
    route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """An ACTIVE key is refused in AWS's words; deactivated, it goes at once."""
    new_ksk("my-ksk")
    text = re.escape(
        "Key Signing Key with name my-ksk cannot be deleted because current status is not INACTIVE."
    )
    with pytest.raises(route53.exceptions.InvalidKeySigningKeyStatus, match=f"{text}$"):
        route53.delete_key_signing_key(HostedZoneId=zone_id, Name="my-ksk")

    route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="my-ksk")
    route53.delete_key_signing_key(HostedZoneId=zone_id, Name="my-ksk")

    assert route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"] == []


def test_an_inactive_key_of_a_signed_zone_is_deleted(
    route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """Signing with another key does not stand in the way."""
    new_ksk("one")
    new_ksk("two", status="INACTIVE")
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)

    route53.delete_key_signing_key(HostedZoneId=zone_id, Name="two")

    answer = route53.get_dnssec(HostedZoneId=zone_id)
    assert answer["Status"] == {"ServeSignature": "SIGNING"}
    assert [ksk["Name"] for ksk in answer["KeySigningKeys"]] == ["one"]


def test_the_last_active_key_of_a_signed_zone_is_in_use(
    route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """It is not deactivated until another is ACTIVE."""
    new_ksk("one")
    new_ksk("two", status="INACTIVE")
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)

    with pytest.raises(route53.exceptions.KeySigningKeyInUse):
        route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="one")
    assert ksk_of(route53, zone_id, "one")["Status"] == "ACTIVE"

    route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="two")
    route53.activate_key_signing_key(HostedZoneId=zone_id, Name="two")
    route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="one")
    assert ksk_of(route53, zone_id, "one")["Status"] == "INACTIVE"


def test_the_last_active_key_of_an_unsigned_zone_is_free(
    route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """After DNSSEC signing is disabled, the last key is deactivated too."""
    new_ksk()
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)
    route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
    assert ksk_of(route53, zone_id)["Status"] == "ACTIVE"

    route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="ksk")

    assert ksk_of(route53, zone_id)["Status"] == "INACTIVE"
