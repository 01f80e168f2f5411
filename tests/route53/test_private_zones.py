"""Hosted zones that answer in VPCs only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .conftest import NewZone

VPC = {"VPCRegion": "eu-west-1", "VPCId": "vpc-0a1b2c3d"}


def test_a_vpc_makes_a_zone_private(route53: Any) -> None:
    """A zone created with a VPC is private, answers with the VPC and has no delegation set."""
    answer = route53.create_hosted_zone(
        Name="corp.example", CallerReference="first", VPC=VPC, HostedZoneConfig={"Comment": "ours"}
    )
    assert answer["HostedZone"]["Config"] == {"Comment": "ours", "PrivateZone": True}
    assert answer["VPC"] == VPC
    assert "DelegationSet" not in answer


def test_get_shows_the_vpcs(route53: Any, new_zone: NewZone) -> None:
    """GetHostedZone lists the VPCs of a private zone, and no delegation set."""
    answer = route53.get_hosted_zone(Id=new_zone("corp.example", VPC=VPC))
    assert answer["VPCs"] == [VPC]
    assert "DelegationSet" not in answer


def test_all_private_zones_name_the_same_servers(route53: Any, new_zone: NewZone) -> None:
    """The NS record of a private zone names servers that nobody asks."""
    zone_id = new_zone("corp.example", VPC=VPC)
    ns, soa = route53.list_resource_record_sets(HostedZoneId=zone_id)["ResourceRecordSets"]
    assert [record["Value"] for record in ns["ResourceRecords"]] == [
        "ns-1536.awsdns-00.co.uk.",
        "ns-0.awsdns-00.com.",
        "ns-1024.awsdns-00.org.",
        "ns-512.awsdns-00.net.",
    ]
    assert soa["ResourceRecords"][0]["Value"].startswith("ns-1536.awsdns-00.co.uk. ")


def test_a_private_zone_may_have_a_name_of_one_label(route53: Any, new_zone: NewZone) -> None:
    """Top-level names are reserved for the public DNS only."""
    zone_id = new_zone("internal", VPC=VPC)
    assert route53.get_hosted_zone(Id=zone_id)["HostedZone"]["Name"] == "internal."


@pytest.mark.parametrize("vpc_id", ["", "vpc", "vpc-", "vpc-XYZ", "i-0a1b2c3d"])
def test_what_is_no_vpc_is_refused(route53: Any, vpc_id: str) -> None:
    """InvalidVPCId for an id that no VPC can have."""
    with pytest.raises(route53.exceptions.InvalidVPCId) as refusal:
        route53.create_hosted_zone(
            Name="corp.example", CallerReference="first", VPC={**VPC, "VPCId": vpc_id}
        )
    assert refusal.value.response["Error"]["Message"] == "The VPC ID is invalid."


@pytest.mark.parametrize(
    "more",
    [
        {"HostedZoneConfig": {"PrivateZone": True}},
        {"VPC": {"VPCId": "vpc-0a1b2c3d"}},
    ],
)
def test_a_private_zone_needs_a_whole_vpc(route53: Any, more: dict[str, Any]) -> None:
    """InvalidInput for a private zone without a VPC, and for a VPC without its Region."""
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.create_hosted_zone(Name="corp.example", CallerReference="first", **more)


def test_a_vpc_has_one_zone_of_a_name(route53: Any, new_zone: NewZone) -> None:
    """ConflictingDomainExists for a second private zone of one name in one VPC; others may be."""
    new_zone("corp.example", VPC=VPC)
    new_zone("corp.example", VPC={**VPC, "VPCId": "vpc-0a1b2c3e"})
    new_zone("corp.example")
    with pytest.raises(route53.exceptions.ConflictingDomainExists):
        new_zone("corp.example", VPC=VPC)
