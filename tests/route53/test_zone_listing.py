"""Lists of hosted zones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .conftest import NewZone

VPC = {"VPCRegion": "us-east-1", "VPCId": "vpc-0a1b2c3d"}


def names(answer: Any) -> list[str]:
    """Return the names of the zones in an answer."""
    return [zone["Name"] for zone in answer["HostedZones"]]


def test_an_account_without_zones(route53: Any) -> None:
    """An empty list has 100 as its MaxItems, no marker and nothing after it."""
    answer = route53.list_hosted_zones()
    del answer["ResponseMetadata"]
    assert answer == {"HostedZones": [], "IsTruncated": False, "MaxItems": "100"}
    assert route53.get_hosted_zone_count()["HostedZoneCount"] == 0


def test_zones_are_listed_as_they_are_described(route53: Any, new_zone: NewZone) -> None:
    """Both lists show each zone as GetHostedZone does."""
    zone_id = new_zone("example.com", HostedZoneConfig={"Comment": "ours"})
    zone = route53.get_hosted_zone(Id=zone_id)["HostedZone"]
    assert route53.list_hosted_zones()["HostedZones"] == [zone]
    assert route53.list_hosted_zones_by_name()["HostedZones"] == [zone]


def test_pages_of_zones(route53: Any, new_zone: NewZone) -> None:
    """A marker continues the list where the page before was cut."""
    ids = [new_zone(name) for name in ("b.example", "a.example", "c.example")]
    first = route53.list_hosted_zones(MaxItems="2")
    assert names(first) == ["b.example.", "a.example."]
    assert (first["IsTruncated"], first["NextMarker"], first["MaxItems"]) == (True, ids[2], "2")
    second = route53.list_hosted_zones(MaxItems="2", Marker=first["NextMarker"])
    assert names(second) == ["c.example."]
    assert second["Marker"] == ids[2]
    assert second["IsTruncated"] is False
    assert "NextMarker" not in second


def test_a_page_has_at_most_100_zones(route53: Any, new_zone: NewZone) -> None:
    """More than 100 zones come in several pages, whatever is asked for."""
    for number in range(101):
        new_zone(f"z{number:03}.example")
    for answer in (
        route53.list_hosted_zones(MaxItems="500"),
        route53.list_hosted_zones_by_name(MaxItems="500"),
    ):
        assert len(answer["HostedZones"]) == 100
        assert answer["MaxItems"] == "100"
        assert answer["IsTruncated"] is True
    pages = route53.get_paginator("list_hosted_zones").paginate()
    assert sum(len(page["HostedZones"]) for page in pages) == 101
    assert route53.get_hosted_zone_count()["HostedZoneCount"] == 101


def test_private_zones_only(route53: Any, new_zone: NewZone) -> None:
    """HostedZoneType asks for the private zones."""
    new_zone("example.com")
    new_zone("corp.example", VPC=VPC)
    answer = route53.list_hosted_zones(HostedZoneType="PrivateHostedZone")
    assert names(answer) == ["corp.example."]


def test_zones_by_name(route53: Any, new_zone: NewZone) -> None:
    """ListHostedZonesByName sorts by the labels reversed, zones of one name by id."""
    twins = sorted(new_zone("example.com") for _ in range(2))
    for name in ("b.example", "a.example.com", "example.org", "example-b.com"):
        new_zone(name)
    answer = route53.list_hosted_zones_by_name()
    assert names(answer) == [
        "example-b.com.",
        "example.com.",
        "example.com.",
        "a.example.com.",
        "b.example.",
        "example.org.",
    ]
    found = [zone["Id"].removeprefix("/hostedzone/") for zone in answer["HostedZones"]]
    assert found[1:3] == twins


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("example.com", "example.com."),
        ("EXAMPLE.COM.", "example.com."),
        ("a.example.com", "example.org."),
        ("aaa", "example.com."),
    ],
)
def test_zones_by_name_from_a_name_on(
    route53: Any, new_zone: NewZone, asked: str, first: str
) -> None:
    """The list begins with the first zone that is not before the name asked for."""
    new_zone("example.com")
    new_zone("example.org")
    answer = route53.list_hosted_zones_by_name(DNSName=asked)
    assert names(answer)[0] == first
    assert answer["DNSName"] == asked


def test_pages_of_zones_by_name(route53: Any, new_zone: NewZone) -> None:
    """The next page is found by the name and id that the page before told."""
    for _ in range(3):
        new_zone("example.com")
    found: list[str] = []
    start: dict[str, str] = {}
    while True:
        answer = route53.list_hosted_zones_by_name(MaxItems="1", **start)
        found += [zone["Id"].removeprefix("/hostedzone/") for zone in answer["HostedZones"]]
        if not answer["IsTruncated"]:
            break
        assert answer["NextDNSName"] == "example.com."
        start = {"DNSName": answer["NextDNSName"], "HostedZoneId": answer["NextHostedZoneId"]}
    assert found == sorted(found)
    assert len(set(found)) == 3
    assert answer["HostedZoneId"] == found[-1]
    assert "NextDNSName" not in answer


@pytest.mark.parametrize(
    ("operation", "parameters", "error"),
    [
        ("list_hosted_zones", {"MaxItems": "0"}, "InvalidInput"),
        ("list_hosted_zones", {"MaxItems": "-1"}, "InvalidInput"),
        ("list_hosted_zones", {"Marker": "ZNONE"}, "InvalidInput"),
        ("list_hosted_zones", {"HostedZoneType": "PublicHostedZone"}, "InvalidInput"),
        ("list_hosted_zones", {"DelegationSetId": "N123"}, "NoSuchDelegationSet"),
        ("list_hosted_zones_by_name", {"HostedZoneId": "Z1"}, "InvalidInput"),
        ("list_hosted_zones_by_name", {"MaxItems": "x"}, "InvalidInput"),
        ("list_hosted_zones_by_name", {"DNSName": "a..b"}, "InvalidDomainName"),
    ],
)
def test_lists_that_make_no_sense(
    route53: Any, operation: str, parameters: dict[str, str], error: str
) -> None:
    """Bad limits, markers and names are refused."""
    with pytest.raises(getattr(route53.exceptions, error)):
        getattr(route53, operation)(**parameters)
