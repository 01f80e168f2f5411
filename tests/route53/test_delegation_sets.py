"""Reusable delegation sets: name servers that several zones share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mock_dnssec import Account

    from .conftest import NewZone


@pytest.fixture
def delegation_set(route53: Any) -> Any:
    """A reusable delegation set."""
    return route53.create_reusable_delegation_set(CallerReference="set")["DelegationSet"]


def test_create_answers_in_full(route53: Any) -> None:
    """A new set has an id, four name servers and a location."""
    answer = route53.create_reusable_delegation_set(CallerReference="first")
    created = answer["DelegationSet"]
    set_id = created["Id"].removeprefix("/delegationset/")
    assert re.fullmatch("N[0-9A-Z]{20}", set_id)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert answer["Location"] == f"https://route53.amazonaws.com/2013-04-01/delegationset/{set_id}"
    assert created["CallerReference"] == "first"
    assert len(created["NameServers"]) == 4
    assert route53.get_reusable_delegation_set(Id=created["Id"])["DelegationSet"] == created
    assert route53.list_reusable_delegation_sets()["DelegationSets"] == [created]


@pytest.mark.parametrize("prefix", ["", "/delegationset/"])
def test_zones_get_the_servers_of_the_set(route53: Any, delegation_set: Any, prefix: str) -> None:
    """CreateHostedZone with a set shows it; the NS and SOA records of the zone name its servers."""
    set_id = prefix + delegation_set["Id"].removeprefix("/delegationset/")
    created = route53.create_hosted_zone(
        Name="example.com", CallerReference="zone", DelegationSetId=set_id
    )
    assert created["DelegationSet"] == delegation_set
    zone_id = created["HostedZone"]["Id"]
    assert route53.get_hosted_zone(Id=zone_id)["DelegationSet"] == delegation_set
    ns, soa = route53.list_resource_record_sets(HostedZoneId=zone_id)["ResourceRecordSets"]
    servers = [f"{server}." for server in delegation_set["NameServers"]]
    assert [record["Value"] for record in ns["ResourceRecords"]] == servers
    assert soa["ResourceRecords"][0]["Value"].startswith(f"{servers[0]} ")


@pytest.mark.parametrize(
    ("name", "relative"),
    [
        ("example.com", "example.com"),
        ("example.com", "www.example.com"),
        ("www.example.com", "example.com"),
    ],
)
def test_relatives_cannot_share_servers(
    route53: Any, new_zone: NewZone, delegation_set: Any, name: str, relative: str
) -> None:
    """ConflictingDomainExists for a zone of the same name, above or below another of the set."""
    new_zone(name, DelegationSetId=delegation_set["Id"])
    with pytest.raises(route53.exceptions.ConflictingDomainExists):
        new_zone(relative, DelegationSetId=delegation_set["Id"])
    new_zone(relative)


def test_strangers_share_servers(new_zone: NewZone, delegation_set: Any) -> None:
    """Any number of zones that are no relatives may have the servers of one set."""
    for name in ("example.com", "com.example", "example.net", "wwwexample.com"):
        new_zone(name, DelegationSetId=delegation_set["Id"])


def test_a_zones_own_servers_become_reusable(route53: Any, zone_id: str) -> None:
    """A set made of a zone has that zone's servers, and the zone shows it from then on."""
    servers = route53.get_hosted_zone(Id=zone_id)["DelegationSet"]["NameServers"]
    created = route53.create_reusable_delegation_set(CallerReference="set", HostedZoneId=zone_id)
    assert created["DelegationSet"]["NameServers"] == servers
    assert route53.get_hosted_zone(Id=zone_id)["DelegationSet"] == created["DelegationSet"]
    with pytest.raises(route53.exceptions.DelegationSetAlreadyReusable):
        route53.create_reusable_delegation_set(CallerReference="again", HostedZoneId=zone_id)


def test_a_caller_reference_serves_once(route53: Any, delegation_set: Any) -> None:
    """DelegationSetAlreadyCreated for a reference that was ever used."""
    route53.delete_reusable_delegation_set(Id=delegation_set["Id"])
    with pytest.raises(route53.exceptions.DelegationSetAlreadyCreated):
        route53.create_reusable_delegation_set(CallerReference="set")


def test_the_zone_of_a_set_must_exist(route53: Any) -> None:
    """HostedZoneNotFound, and not NoSuchHostedZone."""
    with pytest.raises(route53.exceptions.HostedZoneNotFound):
        route53.create_reusable_delegation_set(CallerReference="set", HostedZoneId="ZNONE")


def test_private_zones_have_no_reusable_set(
    route53: Any, new_zone: NewZone, private_zone_id: str, delegation_set: Any
) -> None:
    """InvalidArgument for a set made of a private zone, InvalidInput for such a zone with a set."""
    with pytest.raises(route53.exceptions.InvalidArgument):
        route53.create_reusable_delegation_set(
            CallerReference="private", HostedZoneId=private_zone_id
        )
    vpc = {"VPCRegion": "us-east-1", "VPCId": "vpc-0a1b2c3d"}
    with pytest.raises(route53.exceptions.InvalidInput):
        new_zone("other.example", VPC=vpc, DelegationSetId=delegation_set["Id"])


def test_a_set_in_use_is_not_deleted(route53: Any, new_zone: NewZone, delegation_set: Any) -> None:
    """DelegationSetInUse while a zone has the servers of the set."""
    zone_id = new_zone("example.com", DelegationSetId=delegation_set["Id"])
    with pytest.raises(route53.exceptions.DelegationSetInUse):
        route53.delete_reusable_delegation_set(Id=delegation_set["Id"])
    route53.delete_hosted_zone(Id=zone_id)
    route53.delete_reusable_delegation_set(Id=delegation_set["Id"])
    assert route53.list_reusable_delegation_sets()["DelegationSets"] == []


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("get_reusable_delegation_set", {"Id": "NNONE"}),
        ("delete_reusable_delegation_set", {"Id": "NNONE"}),
        ("list_hosted_zones", {"DelegationSetId": "NNONE"}),
        (
            "create_hosted_zone",
            {"Name": "example.com", "CallerReference": "zone", "DelegationSetId": "NNONE"},
        ),
        (
            "get_reusable_delegation_set_limit",
            {"DelegationSetId": "NNONE", "Type": "MAX_ZONES_BY_REUSABLE_DELEGATION_SET"},
        ),
    ],
)
def test_an_unknown_set_is_refused(
    route53: Any, operation: str, parameters: dict[str, Any]
) -> None:
    """NoSuchDelegationSet wherever a set is named."""
    with pytest.raises(route53.exceptions.NoSuchDelegationSet):
        getattr(route53, operation)(**parameters)


def test_zones_are_listed_by_their_set(
    route53: Any, new_zone: NewZone, delegation_set: Any
) -> None:
    """ListHostedZones with a set lists the zones that have its servers."""
    new_zone("example.org")
    zone_id = new_zone("example.com", DelegationSetId=delegation_set["Id"])
    zones = route53.list_hosted_zones(DelegationSetId=delegation_set["Id"])["HostedZones"]
    assert [zone["Id"] for zone in zones] == [f"/hostedzone/{zone_id}"]


def test_quotas_of_sets_and_their_zones(aws: Account, route53: Any, new_zone: NewZone) -> None:
    """LimitsExceeded for too many sets, TooManyHostedZones for too many zones in one."""
    aws.quotas.reusable_delegation_sets = 1
    aws.quotas.zones_per_reusable_delegation_set = 1
    created = route53.create_reusable_delegation_set(CallerReference="first")["DelegationSet"]
    with pytest.raises(route53.exceptions.LimitsExceeded):
        route53.create_reusable_delegation_set(CallerReference="second")
    new_zone("example.com", DelegationSetId=created["Id"])
    with pytest.raises(route53.exceptions.TooManyHostedZones):
        new_zone("example.org", DelegationSetId=created["Id"])


def test_pages_follow_the_order_of_creation(route53: Any) -> None:
    """Each page names the first set of the next."""
    ids = [
        route53.create_reusable_delegation_set(CallerReference=f"set {number}")["DelegationSet"][
            "Id"
        ].removeprefix("/delegationset/")
        for number in range(3)
    ]
    first = route53.list_reusable_delegation_sets(MaxItems="2")
    assert (first["IsTruncated"], first["MaxItems"], first["NextMarker"]) == (True, "2", ids[2])
    last = route53.list_reusable_delegation_sets(MaxItems="2", Marker=ids[2])
    assert [one["Id"] for one in last["DelegationSets"]] == [f"/delegationset/{ids[2]}"]
    assert last["IsTruncated"] is False
