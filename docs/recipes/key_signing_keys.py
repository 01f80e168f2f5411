"""Why ActivateKeySigningKey, DeactivateKeySigningKey and DeleteKeySigningKey fail.

Where several of them fail alike, ``call`` is the one to try, such as
``route53().activate_key_signing_key``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.recipes.given import (
    ACCOUNT_MANAGES,
    create_ksk,
    create_signed_zone,
    create_zone,
    key_policy,
    kms,
    route53,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from mock_dnssec import Account


def ksk_of_a_long_zone_id(call: Callable[..., object]) -> None:
    """The hosted zone's id is longer than any."""
    call(HostedZoneId="Z" * 33, Name="ksk")


def ksk_of_a_missing_zone(call: Callable[..., object]) -> None:
    """No hosted zone has this id."""
    call(HostedZoneId="Z0123456789ABCDEFGHIJ", Name="ksk")


def missing_ksk(call: Callable[..., object]) -> None:
    """The zone has no KSK of this name."""
    zone_id = create_zone()
    create_ksk(zone_id, "another")
    call(HostedZoneId=zone_id, Name="ksk")


def ksk_of_a_failed_zone(aws: Account, call: Callable[..., object]) -> None:
    """The zone's signing is INTERNAL_FAILURE."""
    zone_id = create_zone()
    create_ksk(zone_id, Status="INACTIVE")
    aws.route53.zones.get(zone_id).dnssec.fail()
    call(HostedZoneId=zone_id, Name="ksk")


def ksk_beside_a_failed_one(aws: Account, call: Callable[..., object]) -> None:
    """Another KSK of the zone is INTERNAL_FAILURE."""
    zone_id = create_zone()
    create_ksk(zone_id, Status="INACTIVE")
    create_ksk(zone_id, "failed")
    aws.route53.zones.get(zone_id).dnssec.fail_key("failed")
    call(HostedZoneId=zone_id, Name="ksk")


def activate_with_a_disabled_kms_key() -> None:
    """The KMS key was disabled after the KSK was created."""
    zone_id = create_zone()
    ksk = create_ksk(zone_id, Status="INACTIVE")
    kms().disable_key(KeyId=ksk["KmsArn"])
    route53().activate_key_signing_key(HostedZoneId=zone_id, Name="ksk")


def activate_with_a_kms_key_pending_deletion() -> None:
    """The KMS key was scheduled for deletion after the KSK was created."""
    zone_id = create_zone()
    ksk = create_ksk(zone_id, Status="INACTIVE")
    kms().schedule_key_deletion(KeyId=ksk["KmsArn"], PendingWindowInDays=7)
    route53().activate_key_signing_key(HostedZoneId=zone_id, Name="ksk")


def activate_without_permission() -> None:
    """Route 53 was struck out of the key policy: the KSK stays ACTION_NEEDED."""
    zone_id = create_signed_zone()
    (ksk,) = route53().get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"]
    policy = key_policy(ACCOUNT_MANAGES)
    kms().put_key_policy(KeyId=ksk["KmsArn"], PolicyName="default", Policy=policy)
    route53().activate_key_signing_key(HostedZoneId=zone_id, Name="ksk")


def deactivate_the_only_ksk() -> None:
    """The KSK is the only active one of a zone that is signed."""
    zone_id = create_signed_zone()
    route53().deactivate_key_signing_key(HostedZoneId=zone_id, Name="ksk")


def deactivate_a_trusted_ksk(aws: Account) -> None:
    """The parent zone, outside the account, publishes the KSK's DS record."""
    zone_id = create_zone()
    ksk = create_ksk(zone_id)
    aws.registry.delegate("example.com", ds=[ksk["DSRecord"]])
    route53().deactivate_key_signing_key(HostedZoneId=zone_id, Name="ksk")


def deactivate_while_the_parent_is_silent(aws: Account) -> None:
    """The parent's name servers do not answer."""
    zone_id = create_zone()
    create_ksk(zone_id)
    aws.registry.fail_lookups("example.com")
    route53().deactivate_key_signing_key(HostedZoneId=zone_id, Name="ksk")


def delete_an_active_ksk() -> None:
    """The KSK is ACTIVE: it must be deactivated first."""
    zone_id = create_zone()
    create_ksk(zone_id)
    route53().delete_key_signing_key(HostedZoneId=zone_id, Name="ksk")
