"""Hosted zones, their parents, VPCs and KMS keys in accounts beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .conftest import OTHER_ID
from .support import CALLER, refusal_of

if TYPE_CHECKING:
    from mock_dnssec import Account

    from .conftest import NewKey

OURS = {"VPCRegion": "us-east-1", "VPCId": "vpc-0a1b2c3d"}
THEIRS = {"VPCRegion": "eu-west-1", "VPCId": "vpc-0a1b2c3e"}
DNSSEC = {"Service": "dnssec-route53.amazonaws.com"}


def new_zone(route53: Any, name: str, **more: Any) -> str:
    """Create a hosted zone and return its bare id."""
    created = route53.create_hosted_zone(Name=name, CallerReference=f"{name} {more}", **more)
    zone_id: str = created["HostedZone"]["Id"].rpartition("/")[2]
    return zone_id


def key_signing_key(route53: Any, zone_id: str, arn: str) -> dict[str, Any]:
    """Create an active key-signing key of a KMS key, and sign the zone with it."""
    created = route53.create_key_signing_key(
        CallerReference="ksk",
        HostedZoneId=zone_id,
        KeyManagementServiceArn=arn,
        Name="ksk",
        Status="ACTIVE",
    )
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)
    ksk: dict[str, Any] = created["KeySigningKey"]
    return ksk


@pytest.mark.parametrize("operation", ["get_hosted_zone", "delete_hosted_zone"])
def test_a_zone_of_another_account(route53: Any, other_route53: Any, operation: str) -> None:
    """Another account's zone is out of reach, in AWS's words; an unknown one does not exist."""
    zone_id = new_zone(other_route53, "example.com")

    assert refusal_of(getattr(route53, operation), Id=zone_id) == (
        "AccessDenied",
        f"User: arn:aws:iam::{CALLER}:user/mock-dnssec is not authorized to access this resource",
    )
    assert refusal_of(getattr(route53, operation), Id="Z1")[0] == "NoSuchHostedZone"
    assert other_route53.get_hosted_zone(Id=zone_id)["HostedZone"]["Name"] == "example.com."


def test_a_kms_key_of_another_account(route53: Any, foreign_key: NewKey) -> None:
    """Route 53 signs with keys of the zone's account only, whatever another's policy allows."""
    arn = foreign_key(
        {"Principal": DNSSEC, "Action": "kms:*"},
        {"Principal": "*", "Action": "kms:*"},
        KeySpec="ECC_NIST_P256",
        KeyUsage="SIGN_VERIFY",
    )
    zone_id = new_zone(route53, "example.com")
    with pytest.raises(route53.exceptions.InvalidKMSArn, match=arn):
        key_signing_key(route53, zone_id, arn)

    assert route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"] == []


def test_a_parent_zone_in_another_account(
    route53: Any, other_route53: Any, foreign_key: NewKey
) -> None:
    """The parent's DS keeps the child signed, though another account has the parent."""
    arn = foreign_key(
        {"Principal": DNSSEC, "Action": "kms:*"}, KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY"
    )
    parent = new_zone(route53, "example.com")
    child = new_zone(other_route53, "child.example.com")
    ksk = key_signing_key(other_route53, child, arn)
    ds = {
        "Name": "child.example.com",
        "Type": "DS",
        "TTL": 300,
        "ResourceRecords": [{"Value": ksk["DSRecord"]}],
    }
    change = {"Changes": [{"Action": "CREATE", "ResourceRecordSet": ds}]}
    route53.change_resource_record_sets(HostedZoneId=parent, ChangeBatch=change)
    with pytest.raises(other_route53.exceptions.KeySigningKeyInParentDSRecord):
        other_route53.disable_hosted_zone_dnssec(HostedZoneId=child)
    change["Changes"][0]["Action"] = "DELETE"
    route53.change_resource_record_sets(HostedZoneId=parent, ChangeBatch=change)
    other_route53.disable_hosted_zone_dnssec(HostedZoneId=child)

    assert other_route53.get_dnssec(HostedZoneId=child)["Status"]["ServeSignature"] == "NOT_SIGNING"


def test_one_registry_for_all(aws: Account, other: Account) -> None:
    """What the registry publishes, every account's zones go by."""
    aws.registry.delegate("example.com", name_servers=["ns1.example.net"])

    assert other.registry.delegation("example.com") == aws.registry.delegation("example.com")


def test_a_vpc_of_another_account(route53: Any, other_route53: Any) -> None:
    """The zone's account authorizes, and the VPC's account associates and takes back."""
    zone_id = new_zone(route53, "corp.example", VPC=OURS)
    terms = {"HostedZoneId": zone_id, "VPC": THEIRS}
    associate = other_route53.associate_vpc_with_hosted_zone
    assert refusal_of(associate, **terms)[0] == "NotAuthorizedException"
    route53.create_vpc_association_authorization(**terms)
    change = associate(**terms)["ChangeInfo"]

    assert other_route53.get_change(Id=change["Id"])["ChangeInfo"]["Status"] == "INSYNC"
    assert route53.get_hosted_zone(Id=zone_id)["VPCs"] == [OURS, THEIRS]
    (seen,) = other_route53.list_hosted_zones_by_vpc(VPCId=THEIRS["VPCId"], VPCRegion="eu-west-1")[
        "HostedZoneSummaries"
    ]
    assert (seen["HostedZoneId"], seen["Owner"]["OwningAccount"]) == (zone_id, CALLER)
    other_route53.disassociate_vpc_from_hosted_zone(**terms)
    assert route53.get_hosted_zone(Id=zone_id)["VPCs"] == [OURS]


def test_the_zones_own_vpc_stays(route53: Any, other_route53: Any) -> None:
    """Another account cannot take the zone's own VPC out of it."""
    zone_id = new_zone(route53, "corp.example", VPC=OURS)
    route53.associate_vpc_with_hosted_zone(
        HostedZoneId=zone_id, VPC={**OURS, "VPCId": "vpc-0a1b2c3f"}
    )
    code, _ = refusal_of(
        other_route53.disassociate_vpc_from_hosted_zone, HostedZoneId=zone_id, VPC=OURS
    )

    assert code == "AccessDenied"
    assert OURS in route53.get_hosted_zone(Id=zone_id)["VPCs"]


def test_a_vpc_has_one_zone_of_a_name_in_all_accounts(route53: Any, other_route53: Any) -> None:
    """ConflictingDomainExists if another account's zone of the name is in the VPC already."""
    zone_id = new_zone(route53, "corp.example", VPC=OURS)
    new_zone(other_route53, "corp.example", VPC=THEIRS)
    terms = {"HostedZoneId": zone_id, "VPC": THEIRS}
    route53.create_vpc_association_authorization(**terms)
    with pytest.raises(other_route53.exceptions.ConflictingDomainExists):
        other_route53.associate_vpc_with_hosted_zone(**terms)


def test_account_ids_in_what_is_listed(other: Account, other_route53: Any) -> None:
    """An account's own zones carry its own id."""
    new_zone(other_route53, "corp.example", VPC=THEIRS)
    (seen,) = other_route53.list_hosted_zones_by_vpc(VPCId=THEIRS["VPCId"], VPCRegion="eu-west-1")[
        "HostedZoneSummaries"
    ]

    assert seen["Owner"] == {"OwningAccount": OTHER_ID}
