"""Several record sets of one name and type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.session import get_session

from .health import create as create_health_check
from .records import apply, create, delete, listed, refused, upsert

TITLE = "RRSet with DNS name www.example.com., type A"

POLICIES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "weighted": ({"Weight": 0}, {"Weight": 255}),
    "latency": ({"Region": "us-east-1"}, {"Region": "eu-west-1"}),
    "failover": ({"Failover": "PRIMARY", "HealthCheckId": ""}, {"Failover": "SECONDARY"}),
    "geolocation": (
        {"GeoLocation": {"CountryCode": "*"}},
        {"GeoLocation": {"CountryCode": "US", "SubdivisionCode": "WA"}},
    ),
    "multivalue answer": ({"MultiValueAnswer": True}, {"MultiValueAnswer": True}),
    "geoproximity": (
        {"GeoProximityLocation": {"AWSRegion": "us-east-1", "Bias": 10}},
        {"GeoProximityLocation": {"Coordinates": {"Latitude": "1.5", "Longitude": "-2"}}},
    ),
    "CIDR": (
        {"CidrRoutingConfig": {"CollectionId": "", "LocationName": "*"}},
        {"CidrRoutingConfig": {"CollectionId": "", "LocationName": "office"}},
    ),
}
"""Two sets of each policy; ids are those of what the fixture creates."""

MODEL: Any = get_session().get_service_model("route53")
KNOWN = MODEL.shape_for("ResourceRecordSet").members
"""What the installed botocore can send: geoproximity is younger than the oldest supported."""

POLICIES = {policy: sets for policy, sets in POLICIES.items() if sets[0].keys() <= KNOWN.keys()}
MIXED = {
    "geolocation": "RRSet with DNS name www.example.com., SetIdentifier set 1, and routing to "
    "[country = (US, United States), subdivision = (WA, Washington)} cannot be created because a "
    "non-GEO RRSet with the same name and type already exists.",
    "multivalue answer": f"{TITLE}, SetIdentifier set 1 cannot be created because a "
    "non multivalue answer rrset exists with the same name and type.",
}
DISTINCT = {
    "latency": f"{TITLE}, SetIdentifier twin, and Region Name=us-east-1 cannot be created because "
    "a latency RRSet with the same name, type and region already exists.",
    "failover": f"{TITLE}, SetIdentifier twin, and Failover=PRIMARY",
    "geolocation": "RRSet with DNS name www.example.com., SetIdentifier twin, and routing to "
    "[country = (*, Default)}",
    "CIDR": f"{TITLE}, SetIdentifier twin, and CidrRoutingConfig=",
}

Member = Callable[..., Any]


@pytest.fixture
def member(route53: Any) -> Member:
    """Return a function that gives the CREATE of one of the two sets of a policy."""
    health_check = create_health_check(route53)["Id"]
    collection = route53.create_cidr_collection(Name="offices", CallerReference="1")["Collection"]
    office = {"LocationName": "office", "Action": "PUT", "CidrList": ["198.51.100.0/24"]}
    route53.change_cidr_collection(Id=collection["Id"], Changes=[office])

    def build(policy: str, which: int, **more: Any) -> Any:
        routing = dict(POLICIES[policy][which])
        if "HealthCheckId" in routing:
            routing["HealthCheckId"] = health_check
        if "CidrRoutingConfig" in routing:
            config = {**routing["CidrRoutingConfig"], "CollectionId": collection["Id"]}
            routing["CidrRoutingConfig"] = config
        return create("www.example.com", SetIdentifier=f"set {which}", **routing, **more)

    return build


@pytest.mark.parametrize("policy", POLICIES)
def test_sets_of_one_policy_are_kept_apart(
    route53: Any, zone_id: str, member: Member, policy: str
) -> None:
    """Sets of one name, type and policy are listed by set identifier, with all their members."""
    batch = [member(policy, 1), member(policy, 0)]
    apply(route53, zone_id, *batch)
    expected = [{**one["ResourceRecordSet"], "Name": "www.example.com."} for one in reversed(batch)]
    assert listed(route53, zone_id) == expected


@pytest.mark.parametrize("policy", POLICIES)
def test_a_policy_does_not_mix_with_others(
    route53: Any, zone_id: str, member: Member, policy: str
) -> None:
    """Beside a set of another policy, none of this policy can be created."""
    other = "latency" if policy == "weighted" else "weighted"
    apply(route53, zone_id, member(other, 0))
    expected = MIXED.get(
        policy,
        f"{TITLE}, SetIdentifier set 1 cannot be created as a non-{policy} set exists "
        "with the same name and type.",
    )
    assert refused(route53, zone_id, member(policy, 1)) == f"[{expected}]"


@pytest.mark.parametrize("policy", POLICIES)
def test_a_simple_set_is_alone(route53: Any, zone_id: str, member: Member, policy: str) -> None:
    """A set without a policy tolerates no other of its name and type, nor does it join any."""
    apply(route53, zone_id, create("www.example.com"))
    assert "exists" in refused(route53, zone_id, member(policy, 0))
    apply(route53, zone_id, delete("www.example.com"), member(policy, 0))
    assert refused(route53, zone_id, upsert("www.example.com")) == (
        f"[{TITLE} cannot be created as other RRSets exist with the same name and type.]"
    )


@pytest.mark.parametrize("policy", DISTINCT)
def test_a_place_is_taken_once(route53: Any, zone_id: str, member: Member, policy: str) -> None:
    """Two sets cannot be for the same Region, role, location or network."""
    apply(route53, zone_id, member(policy, 0))
    twin = member(policy, 0)
    twin["ResourceRecordSet"]["SetIdentifier"] = "twin"
    message = refused(route53, zone_id, twin)
    assert message.startswith(f"[{DISTINCT[policy]}")
    assert "already exists." in message


def test_weighted_sets_share_their_ttl(route53: Any, zone_id: str, member: Member) -> None:
    """The TTL of weighted sets changes for all of them at once, or not."""
    apply(route53, zone_id, member("weighted", 0), member("weighted", 1))
    sooner = [
        {"Action": "UPSERT", "ResourceRecordSet": {**record_set, "TTL": 60}}
        for record_set in listed(route53, zone_id)
    ]
    assert refused(route53, zone_id, sooner[0]) == (
        "[RRSet with DNS name www.example.com. and type A, SetIdentifier set 0 cannot be created "
        "as weighted sets must contain the same TTL.]"
    )
    apply(route53, zone_id, *sooner)
    assert [record_set["TTL"] for record_set in listed(route53, zone_id)] == [60, 60]


def test_a_primary_needs_a_health_check(route53: Any, zone_id: str) -> None:
    """A primary set with values of its own needs a health check; the secondary does not."""
    primary = create("www.example.com", SetIdentifier="one", Failover="PRIMARY")
    assert refused(route53, zone_id, primary) == (
        "[A non-alias primary ResourceRecordSet must have an associated health check. "
        "No changes made.]"
    )


def test_policies_change_in_one_batch(route53: Any, zone_id: str, member: Member) -> None:
    """A policy replaces another when the batch deletes all sets of the old one."""
    apply(route53, zone_id, member("latency", 0), member("latency", 1))
    old = [
        {"Action": "DELETE", "ResourceRecordSet": record_set}
        for record_set in listed(route53, zone_id)
    ]
    apply(route53, zone_id, member("geolocation", 0), *old)
    assert [one["GeoLocation"] for one in listed(route53, zone_id)] == [{"CountryCode": "*"}]


def test_delete_needs_the_same_routing(route53: Any, zone_id: str, member: Member) -> None:
    """DELETE of a set with another weight is refused."""
    apply(route53, zone_id, member("weighted", 0))
    stale = delete("www.example.com", SetIdentifier="set 0", Weight=9)
    assert "do not match the current values" in refused(route53, zone_id, stale)


@pytest.mark.parametrize(
    ("policy", "record_type", "value"),
    [
        ("weighted", "NS", "ns.example.org"),
        ("latency", "DS", "1 13 2 " + "AB" * 32),
        ("multivalue answer", "CNAME", "example.org"),
    ],
)
def test_types_without_a_policy(
    route53: Any, zone_id: str, policy: str, record_type: str, value: str
) -> None:
    """Delegations have no routing policy, and a CNAME has not several answers."""
    routing = POLICIES[policy][0]
    batch = create("www.example.com", record_type, value, SetIdentifier="one", **routing)
    assert policy in refused(route53, zone_id, batch)
    assert listed(route53, zone_id) == []


def test_an_alias_has_not_several_answers(route53: Any, zone_id: str) -> None:
    """Multivalue answer sets have values of their own."""
    target = {
        "HostedZoneId": "Z2FDTNDATAQYW2",
        "DNSName": "d111.cloudfront.net",
        "EvaluateTargetHealth": False,
    }
    alias = create(
        "www.example.com", AliasTarget=target, SetIdentifier="one", MultiValueAnswer=True
    )
    assert "alias" in refused(route53, zone_id, alias)


def test_at_most_100_sets_of_a_name_and_type(route53: Any, zone_id: str) -> None:
    """100 sets of one policy may share a name and type, and no more."""
    batch = [
        create("www.example.com", SetIdentifier=f"set {number}", MultiValueAnswer=True)
        for number in range(101)
    ]
    refused(route53, zone_id, *batch)
    apply(route53, zone_id, *batch[:100])
    refused(route53, zone_id, batch[100])
    assert len(listed(route53, zone_id)) == 100
