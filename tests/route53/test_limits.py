"""Limits of the account, of zones and of reusable delegation sets, and how much is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .health import create
from .records import apply
from .records import create as create_record
from .traffic import new_instance, new_policy
from .vpcs import OTHER, associate

if TYPE_CHECKING:
    from mock_dnssec import Account


@pytest.mark.parametrize(
    ("limit", "quota", "value"),
    [
        ("MAX_HEALTH_CHECKS_BY_OWNER", "health_checks", 200),
        ("MAX_HOSTED_ZONES_BY_OWNER", "hosted_zones", 500),
        ("MAX_REUSABLE_DELEGATION_SETS_BY_OWNER", "reusable_delegation_sets", 100),
        ("MAX_TRAFFIC_POLICIES_BY_OWNER", "traffic_policies", 50),
        ("MAX_TRAFFIC_POLICY_INSTANCES_BY_OWNER", "traffic_policy_instances", 5),
    ],
)
def test_limits_of_the_account(
    aws: Account, route53: Any, zone_id: str, limit: str, quota: str, value: int
) -> None:
    """Each limit has AWS's default until a test changes it, and counts what there is."""
    answer = route53.get_account_limit(Type=limit)
    zones = 1 if limit == "MAX_HOSTED_ZONES_BY_OWNER" else 0
    assert (answer["Limit"], answer["Count"]) == ({"Type": limit, "Value": value}, zones)
    create(route53)
    route53.create_reusable_delegation_set(CallerReference="set")
    new_instance(route53, zone_id, new_policy(route53))
    setattr(aws.quotas, quota, 7)
    answer = route53.get_account_limit(Type=limit)
    assert (answer["Limit"]["Value"], answer["Count"]) == (7, 1)


def test_an_unknown_limit_is_refused(route53: Any, zone_id: str) -> None:
    """InvalidInput for a limit that does not exist."""
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.get_account_limit(Type="MAX_SPEED")
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.get_hosted_zone_limit(HostedZoneId=zone_id, Type="MAX_SPEED")


def test_limits_of_a_zone(route53: Any, zone_id: str, private_zone_id: str) -> None:
    """Record sets count in every zone, VPCs in private ones."""
    apply(route53, zone_id, create_record("www.example.com"))
    records = route53.get_hosted_zone_limit(HostedZoneId=zone_id, Type="MAX_RRSETS_BY_ZONE")
    assert records["Limit"] == {"Type": "MAX_RRSETS_BY_ZONE", "Value": 10_000}
    assert records["Count"] == 3
    associate(route53, private_zone_id, OTHER)
    vpcs = route53.get_hosted_zone_limit(
        HostedZoneId=private_zone_id, Type="MAX_VPCS_ASSOCIATED_BY_ZONE"
    )
    assert vpcs["Limit"] == {"Type": "MAX_VPCS_ASSOCIATED_BY_ZONE", "Value": 300}
    assert vpcs["Count"] == 2


def test_a_public_zone_has_no_limit_of_vpcs(route53: Any, zone_id: str) -> None:
    """HostedZoneNotPrivate, and NoSuchHostedZone for no zone."""
    with pytest.raises(route53.exceptions.HostedZoneNotPrivate):
        route53.get_hosted_zone_limit(HostedZoneId=zone_id, Type="MAX_VPCS_ASSOCIATED_BY_ZONE")
    with pytest.raises(route53.exceptions.NoSuchHostedZone):
        route53.get_hosted_zone_limit(HostedZoneId="ZNONE", Type="MAX_RRSETS_BY_ZONE")


def test_the_limit_of_a_delegation_set(route53: Any, zone_id: str) -> None:
    """Zones that have the servers of a reusable delegation set count."""
    created = route53.create_reusable_delegation_set(CallerReference="set", HostedZoneId=zone_id)
    answer = route53.get_reusable_delegation_set_limit(
        DelegationSetId=created["DelegationSet"]["Id"], Type="MAX_ZONES_BY_REUSABLE_DELEGATION_SET"
    )
    assert answer["Limit"] == {"Type": "MAX_ZONES_BY_REUSABLE_DELEGATION_SET", "Value": 100}
    assert answer["Count"] == 1
