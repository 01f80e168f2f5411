"""Private zones and their VPCs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .vpcs import OTHER, OURS, THIRD, associate, disassociate, vpcs_of

if TYPE_CHECKING:
    from mock_dnssec import Account

    from .conftest import NewZone


def test_vpcs_come_and_go(route53: Any, private_zone_id: str) -> None:
    """A private zone answers in each VPC that is associated with it, until it no longer is."""
    change = associate(route53, private_zone_id, OTHER, Comment="more")
    assert (change["Status"], change["Comment"]) == ("PENDING", "more")
    assert route53.get_change(Id=change["Id"])["ChangeInfo"]["Status"] == "INSYNC"
    assert vpcs_of(route53, private_zone_id) == [OURS, OTHER]
    change = disassociate(route53, private_zone_id, OURS)
    assert "Comment" not in change
    assert vpcs_of(route53, private_zone_id) == [OTHER]


def test_the_last_vpc_stays(route53: Any, private_zone_id: str) -> None:
    """LastVPCAssociation: a private zone does not turn into a public one."""
    with pytest.raises(route53.exceptions.LastVPCAssociation):
        disassociate(route53, private_zone_id, OURS)
    assert vpcs_of(route53, private_zone_id) == [OURS]


def test_what_is_not_associated_cannot_be_taken_away(route53: Any, private_zone_id: str) -> None:
    """VPCAssociationNotFound, HTTP 404, for another VPC and for the same id in another Region."""
    for vpc in (OTHER, {**OURS, "VPCRegion": "eu-west-1"}):
        with pytest.raises(route53.exceptions.VPCAssociationNotFound) as refusal:
            disassociate(route53, private_zone_id, vpc)
        assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


def test_public_zones_have_no_vpcs(route53: Any, zone_id: str) -> None:
    """PublicZoneVPCAssociation names zone and VPC; nothing can be disassociated either."""
    with pytest.raises(route53.exceptions.PublicZoneVPCAssociation) as refusal:
        associate(route53, zone_id, OTHER)
    assert refusal.value.response["Error"]["Message"] == (
        f"Attempting to associate public zone: {zone_id} with vpc: {OTHER['VPCId']}"
    )
    with pytest.raises(route53.exceptions.VPCAssociationNotFound):
        disassociate(route53, zone_id, OTHER)


def test_a_vpc_has_one_zone_of_a_name(
    route53: Any, new_zone: NewZone, private_zone_id: str
) -> None:
    """ConflictingDomainExists if the zone itself or another of its name is in the VPC already."""
    namesake = new_zone("corp.example", VPC=OTHER)
    for zone_id, vpc, holder in (
        (private_zone_id, OURS, private_zone_id),
        (private_zone_id, OTHER, namesake),
    ):
        with pytest.raises(route53.exceptions.ConflictingDomainExists) as refusal:
            associate(route53, zone_id, vpc)
        assert refusal.value.response["Error"]["Message"] == (
            f"The VPC {vpc['VPCId']} in region {vpc['VPCRegion']} has already been associated "
            f"with the hosted zone {holder} with the same domain name."
        )
    assert vpcs_of(route53, private_zone_id) == [OURS]


@pytest.mark.parametrize("operate", [associate, disassociate])
@pytest.mark.parametrize(
    ("vpc", "code"),
    [
        ({"VPCRegion": "us-east-1", "VPCId": "i-0a1b2c3d"}, "InvalidVPCId"),
        ({"VPCRegion": "us-east-1"}, "InvalidVPCId"),
        ({"VPCId": "vpc-0a1b2c3e"}, "InvalidInput"),
        ({"VPCRegion": "mars-north-1", "VPCId": "vpc-0a1b2c3e"}, "InvalidInput"),
    ],
)
def test_what_is_no_vpc_is_refused(
    route53: Any, private_zone_id: str, operate: Any, vpc: dict[str, str], code: str
) -> None:
    """InvalidVPCId for an id that no VPC can have, InvalidInput without a real Region."""
    with pytest.raises(getattr(route53.exceptions, code)):
        operate(route53, private_zone_id, vpc)


@pytest.mark.parametrize("operate", [associate, disassociate])
def test_an_unknown_zone_is_refused(route53: Any, operate: Any) -> None:
    """NoSuchHostedZone names the zone."""
    with pytest.raises(route53.exceptions.NoSuchHostedZone) as refusal:
        operate(route53, "ZNONE", OURS)
    assert refusal.value.response["Error"]["Message"] == "No hosted zone found with ID: ZNONE"


def test_only_so_many_vpcs(aws: Account, route53: Any, private_zone_id: str) -> None:
    """LimitsExceeded at the zone's quota."""
    aws.quotas.vpcs_per_zone = 2
    associate(route53, private_zone_id, OTHER)
    with pytest.raises(route53.exceptions.LimitsExceeded):
        associate(route53, private_zone_id, THIRD)


def test_zones_are_listed_by_vpc(
    aws: Account, route53: Any, new_zone: NewZone, private_zone_id: str
) -> None:
    """ListHostedZonesByVPC shows the zones that answer in a VPC, and that the account owns them."""
    new_zone("elsewhere.example", VPC=THIRD)
    answer = route53.list_hosted_zones_by_vpc(**OURS)
    assert answer["HostedZoneSummaries"] == [
        {
            "HostedZoneId": private_zone_id,
            "Name": "corp.example.",
            "Owner": {"OwningAccount": aws.id},
        }
    ]
    assert answer["MaxItems"] == "100"
    assert "NextToken" not in answer
    empty = route53.list_hosted_zones_by_vpc(VPCRegion="eu-west-1", VPCId=OURS["VPCId"])
    assert empty["HostedZoneSummaries"] == []


def test_pages_of_the_zones_of_a_vpc(route53: Any, new_zone: NewZone) -> None:
    """A token leads from page to page; InvalidPaginationToken for one that no page gave."""
    ids = [new_zone(f"zone{number}.example", VPC=OURS) for number in range(3)]
    first = route53.list_hosted_zones_by_vpc(**OURS, MaxItems="2")
    last = route53.list_hosted_zones_by_vpc(**OURS, NextToken=first["NextToken"])
    pages = (first, last)
    found = [zone["HostedZoneId"] for page in pages for zone in page["HostedZoneSummaries"]]
    assert found == ids
    assert (first["MaxItems"], "NextToken" in last) == ("2", False)
    with pytest.raises(route53.exceptions.InvalidPaginationToken):
        route53.list_hosted_zones_by_vpc(**OURS, NextToken="made up")


def test_the_vpc_to_list_by_must_be_one(route53: Any) -> None:
    """InvalidInput for an id that no VPC can have."""
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.list_hosted_zones_by_vpc(VPCRegion="us-east-1", VPCId="i-0a1b2c3d")
