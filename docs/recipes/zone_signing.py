"""Why EnableHostedZoneDNSSEC, DisableHostedZoneDNSSEC and GetDNSSEC fail.

Where several of them fail alike, ``call`` is the one to try, such as
``route53().get_dnssec``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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


def zone_with_a_long_id(call: Callable[..., object]) -> None:
    """The hosted zone's id is longer than any."""
    call(HostedZoneId="Z" * 33)


def missing_zone(call: Callable[..., object]) -> None:
    """No hosted zone has this id."""
    call(HostedZoneId="Z0123456789ABCDEFGHIJ")


def private_zone(call: Callable[..., object]) -> None:
    """The hosted zone is private."""
    zone_id = create_zone(VPC={"VPCRegion": "us-east-1", "VPCId": "vpc-0a1b2c3d"})
    call(HostedZoneId=zone_id)


def zone_with_a_failed_ksk(aws: Account, call: Callable[..., object]) -> None:
    """A KSK of the zone is INTERNAL_FAILURE."""
    zone_id = create_zone()
    create_ksk(zone_id)
    aws.route53.zones.get(zone_id).dnssec.fail_key("ksk")
    call(HostedZoneId=zone_id)


def enable_without_a_ksk() -> None:
    """The zone has no KSK."""
    zone_id = create_zone()
    route53().enable_hosted_zone_dnssec(HostedZoneId=zone_id)


def enable_with_an_inactive_ksk() -> None:
    """The zone's KSK is INACTIVE."""
    zone_id = create_zone()
    create_ksk(zone_id, Status="INACTIVE")
    route53().enable_hosted_zone_dnssec(HostedZoneId=zone_id)


def enable_with_a_ksk_that_needs_action() -> None:
    """The zone's KSK is ACTION_NEEDED: its KMS key was disabled, and GetDNSSEC has shown it."""
    zone_id = create_zone()
    ksk = create_ksk(zone_id)
    kms().disable_key(KeyId=ksk["KmsArn"])
    route53().get_dnssec(HostedZoneId=zone_id)
    route53().enable_hosted_zone_dnssec(HostedZoneId=zone_id)


def enable_with_a_disabled_kms_key() -> None:
    """The KMS key of the zone's active KSK was disabled, and nobody has looked since."""
    zone_id = create_zone()
    ksk = create_ksk(zone_id)
    kms().disable_key(KeyId=ksk["KmsArn"])
    route53().enable_hosted_zone_dnssec(HostedZoneId=zone_id)


def enable_without_permission() -> None:
    """Route 53 was struck out of the key policy of the zone's active KSK."""
    zone_id = create_zone()
    ksk = create_ksk(zone_id)
    policy = key_policy(ACCOUNT_MANAGES)
    kms().put_key_policy(KeyId=ksk["KmsArn"], PolicyName="default", Policy=policy)
    route53().enable_hosted_zone_dnssec(HostedZoneId=zone_id)


def enable_with_other_name_servers(aws: Account) -> None:
    """The parent delegates the zone to name servers that are not its own."""
    zone_id = create_zone()
    create_ksk(zone_id)
    aws.registry.delegate("example.com", name_servers=["ns.elsewhere.example"])
    route53().enable_hosted_zone_dnssec(HostedZoneId=zone_id)


def enable_while_the_parent_is_silent(aws: Account) -> None:
    """The parent's name servers do not answer."""
    zone_id = create_zone()
    create_ksk(zone_id)
    aws.registry.fail_lookups("example.com")
    route53().enable_hosted_zone_dnssec(HostedZoneId=zone_id)


def disable_without_dnssec() -> None:
    """The zone has no KSK and was never signed."""
    zone_id = create_zone()
    route53().disable_hosted_zone_dnssec(HostedZoneId=zone_id)


def disable_while_the_parent_has_the_ds(aws: Account) -> None:
    """The parent zone, outside the account, publishes a DS record of the zone."""
    zone_id = create_signed_zone()
    (ksk,) = route53().get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"]
    aws.registry.delegate("example.com", ds=[ksk["DSRecord"]])
    route53().disable_hosted_zone_dnssec(HostedZoneId=zone_id)


def disable_while_a_zone_of_the_account_has_the_ds() -> None:
    """The parent zone is in the account too, and holds the DS record."""
    parent_id, zone_id = create_zone("example.com"), create_zone("shop.example.com")
    value = {"Value": create_ksk(zone_id)["DSRecord"]}
    ds = {"Name": "shop.example.com", "Type": "DS", "TTL": 300, "ResourceRecords": [value]}
    batch: Any = {"Changes": [{"Action": "CREATE", "ResourceRecordSet": ds}]}
    route53().change_resource_record_sets(HostedZoneId=parent_id, ChangeBatch=batch)
    route53().disable_hosted_zone_dnssec(HostedZoneId=zone_id)


def disable_while_the_parent_is_silent(aws: Account) -> None:
    """The parent's name servers do not answer."""
    zone_id = create_signed_zone()
    aws.registry.fail_lookups("example.com")
    route53().disable_hosted_zone_dnssec(HostedZoneId=zone_id)
