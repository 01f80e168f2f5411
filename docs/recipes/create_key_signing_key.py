"""Why CreateKeySigningKey fails, but for its KMS key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.recipes.given import create_kms_key, create_ksk, create_zone

if TYPE_CHECKING:
    from mock_dnssec import Account


def create_with_a_long_reference() -> None:
    """The caller reference is longer than 128 characters."""
    create_ksk(create_zone(), CallerReference="x" * 129)


def create_in_a_missing_zone() -> None:
    """No hosted zone has this id."""
    create_ksk("Z0123456789ABCDEFGHIJ")


def create_in_a_private_zone() -> None:
    """The hosted zone is private."""
    zone_id = create_zone(VPC={"VPCRegion": "us-east-1", "VPCId": "vpc-0a1b2c3d"})
    create_ksk(zone_id)


def create_with_a_bad_name() -> None:
    """The name has a space: letters, digits, `_`, `-` and `.` are allowed."""
    create_ksk(create_zone(), "my ksk")


def create_with_a_bad_status() -> None:
    """The status is neither ACTIVE nor INACTIVE."""
    create_ksk(create_zone(), Status="DELETING")


def create_beside_a_failed_ksk(aws: Account) -> None:
    """Another KSK of the zone is INTERNAL_FAILURE."""
    zone_id = create_zone()
    create_ksk(zone_id, "failed")
    aws.route53.zones.get(zone_id).dnssec.fail_key("failed")
    create_ksk(zone_id)


def create_in_a_failed_zone(aws: Account) -> None:
    """The zone's signing is INTERNAL_FAILURE."""
    zone_id = create_zone()
    aws.route53.zones.get(zone_id).dnssec.fail()
    create_ksk(zone_id)


def create_with_a_name_in_use() -> None:
    """The zone has a KSK of this name."""
    zone_id = create_zone()
    create_ksk(zone_id, "ksk")
    create_ksk(zone_id, "ksk", CallerReference="another request")


def create_with_a_kms_key_in_use() -> None:
    """The zone has a KSK with this KMS key."""
    zone_id, arn = create_zone(), create_kms_key()
    create_ksk(zone_id, "one", KeyManagementServiceArn=arn)
    create_ksk(zone_id, "two", KeyManagementServiceArn=arn)


def create_a_third_ksk() -> None:
    """The zone has two KSKs, which is as many as it may have: inactive ones count."""
    zone_id = create_zone()
    create_ksk(zone_id, "one")
    create_ksk(zone_id, "two", Status="INACTIVE")
    create_ksk(zone_id, "three")


def create_beyond_a_smaller_quota(aws: Account) -> None:
    """The zone has as many KSKs as the test lets it have."""
    aws.quotas.key_signing_keys_per_zone = 1
    zone_id = create_zone()
    create_ksk(zone_id, "one")
    create_ksk(zone_id, "two")
