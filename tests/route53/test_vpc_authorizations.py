"""Authorizations for VPCs that belong to other accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .vpcs import OTHER, OURS, THIRD, associate, disassociate, vpcs_of

if TYPE_CHECKING:
    from mock_dnssec import Account

    from .conftest import NewZone


def authorize(route53: Any, zone_id: str, vpc: Any) -> Any:
    """Authorize a VPC."""
    return route53.create_vpc_association_authorization(HostedZoneId=zone_id, VPC=vpc)


def deauthorize(route53: Any, zone_id: str, vpc: Any) -> Any:
    """Take an authorization back."""
    return route53.delete_vpc_association_authorization(HostedZoneId=zone_id, VPC=vpc)


def authorized(route53: Any, zone_id: str) -> list[Any]:
    """Return the VPCs that are authorized, from all pages."""
    paginator = route53.get_paginator("list_vpc_association_authorizations")
    pages = paginator.paginate(HostedZoneId=zone_id)
    return [vpc for page in pages for vpc in page["VPCs"]]


def test_authorizations_come_and_go(route53: Any, private_zone_id: str) -> None:
    """An authorization is listed until it is taken back; at first there is none."""
    assert authorized(route53, private_zone_id) == []
    answer = authorize(route53, private_zone_id, OTHER)
    assert (answer["HostedZoneId"], answer["VPC"]) == (private_zone_id, OTHER)
    authorize(route53, private_zone_id, THIRD)
    assert authorized(route53, private_zone_id) == [OTHER, THIRD]
    deauthorize(route53, private_zone_id, OTHER)
    assert authorized(route53, private_zone_id) == [THIRD]


def test_authorizing_again_changes_nothing(route53: Any, private_zone_id: str) -> None:
    """A repeated authorization is no error and no second one."""
    authorize(route53, private_zone_id, OTHER)
    authorize(route53, private_zone_id, OTHER)
    assert authorized(route53, private_zone_id) == [OTHER]


def test_the_way_to_a_vpc_of_another_account(route53: Any, private_zone_id: str) -> None:
    """Authorize, associate, take the authorization back: the association stays."""
    authorize(route53, private_zone_id, OTHER)
    associate(route53, private_zone_id, OTHER)
    deauthorize(route53, private_zone_id, OTHER)
    assert vpcs_of(route53, private_zone_id) == [OURS, OTHER]


def test_a_vpc_of_another_account_needs_its_authorization(
    route53: Any, new_zone: NewZone, private_zone_id: str
) -> None:
    """NotAuthorizedException, HTTP 401, once it was taken back, and for zones that never had it."""
    authorize(route53, private_zone_id, OTHER)
    stranger = new_zone("stranger.example", VPC=OURS)
    with pytest.raises(route53.exceptions.NotAuthorizedException) as refusal:
        associate(route53, stranger, OTHER)
    assert refusal.value.response["Error"]["Message"] == (
        f"The VPC: {OTHER['VPCId']} has not authorized to associate with your hosted zone."
    )
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 401
    associate(route53, private_zone_id, OTHER)
    deauthorize(route53, private_zone_id, OTHER)
    disassociate(route53, private_zone_id, OTHER)
    with pytest.raises(route53.exceptions.NotAuthorizedException):
        associate(route53, private_zone_id, OTHER)


def test_what_is_not_authorized_cannot_be_taken_back(route53: Any, private_zone_id: str) -> None:
    """VPCAssociationAuthorizationNotFound, HTTP 404."""
    with pytest.raises(route53.exceptions.VPCAssociationAuthorizationNotFound) as refusal:
        deauthorize(route53, private_zone_id, OTHER)
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


@pytest.mark.parametrize("operate", [authorize, deauthorize])
def test_authorizations_are_for_private_zones_and_vpcs(
    route53: Any, zone_id: str, private_zone_id: str, operate: Any
) -> None:
    """InvalidInput for a public zone, InvalidVPCId for what is no VPC, NoSuchHostedZone."""
    with pytest.raises(route53.exceptions.InvalidInput):
        operate(route53, zone_id, OTHER)
    with pytest.raises(route53.exceptions.InvalidVPCId):
        operate(route53, private_zone_id, {**OTHER, "VPCId": "i-0a1b2c3d"})
    with pytest.raises(route53.exceptions.NoSuchHostedZone):
        operate(route53, "ZNONE", OTHER)


def test_only_so_many_authorizations(aws: Account, route53: Any, private_zone_id: str) -> None:
    """TooManyVPCAssociationAuthorizations at the zone's quota."""
    aws.quotas.vpc_authorizations_per_zone = 1
    authorize(route53, private_zone_id, OTHER)
    with pytest.raises(route53.exceptions.TooManyVPCAssociationAuthorizations):
        authorize(route53, private_zone_id, THIRD)


def test_pages_of_authorizations(route53: Any, private_zone_id: str) -> None:
    """Fifty to a page unless asked; a token leads on, and a made-up one is refused."""
    vpcs = [{"VPCRegion": "us-east-1", "VPCId": f"vpc-{number:08x}"} for number in range(52)]
    for vpc in vpcs:
        authorize(route53, private_zone_id, vpc)
    first = route53.list_vpc_association_authorizations(HostedZoneId=private_zone_id)
    assert (len(first["VPCs"]), first["HostedZoneId"]) == (50, private_zone_id)
    assert authorized(route53, private_zone_id) == vpcs
    with pytest.raises(route53.exceptions.InvalidPaginationToken):
        route53.list_vpc_association_authorizations(
            HostedZoneId=private_zone_id, NextToken="made up"
        )
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.list_vpc_association_authorizations(HostedZoneId=private_zone_id, MaxResults="no")
