"""TestDNSAnswer: which of several record sets answers whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from mock_dnssec import Account, mock_dnssec
from tests.conftest import make_client

from .health import create as create_health_check
from .records import apply, create
from .test_alias_records import to

NAME = "www.example.com"
PARIS, ZARAGOZA = "198.51.100.7", "198.51.100.200"
SYDNEY, OREGON, NOWHERE = "203.0.113.7", "203.0.113.200", "192.0.2.7"

Ask = Callable[..., list[str]]
Fill = Callable[..., None]


@pytest.fixture
def ask(aws: Account, route53: Any, zone_id: str) -> Ask:
    """Return a function that gives the values of the name, for a client in some place."""
    aws.route53.places.locate("198.51.100.0/24", region="eu-west-3")
    aws.route53.places.locate("198.51.100.192/26", region="eu-south-2")
    aws.route53.places.locate("203.0.113.0/24", region="ap-southeast-2")
    aws.route53.places.locate("203.0.113.192/26", region="us-west-2")

    def values(client: str | None = None, name: str = NAME, **more: Any) -> list[str]:
        resolver = {} if client is None else {"ResolverIP": client}
        answer = route53.test_dns_answer(
            HostedZoneId=zone_id, RecordName=name, RecordType="A", **resolver, **more
        )
        assert answer["ResponseCode"] == "NOERROR"
        return list(answer["RecordData"])

    return values


@pytest.fixture
def fill(route53: Any, zone_id: str) -> Fill:
    """Return a function that creates sets with the addresses 192.0.2.0, .1 and so on."""

    def create_sets(*routings: Any) -> None:
        batch = [
            create(NAME, "A", f"192.0.2.{number}", SetIdentifier=f"{number:03}", **routing)
            for number, routing in enumerate(routings)
        ]
        apply(route53, zone_id, *batch)

    return create_sets


@pytest.fixture
def health(aws: Account, route53: Any) -> Any:
    """Two health checks as the account has them, to be failed by a test."""
    ids = [create_health_check(route53, reference)["Id"] for reference in ("one", "two")]
    return [aws.route53.health_checks.get(health_check_id) for health_check_id in ids]


def test_latency(ask: Ask, fill: Fill) -> None:
    """The Region that is nearest to the client answers; the default resolver is in us-east-1."""
    fill({"Region": "eu-central-1"}, {"Region": "us-east-2"}, {"Region": "ap-southeast-4"})
    expected = {PARIS: 0, SYDNEY: 2, OREGON: 1, NOWHERE: 1, None: 1}
    for client, number in expected.items():
        assert ask(client) == [f"192.0.2.{number}"]


def test_geolocation(ask: Ask, fill: Fill) -> None:
    """The smallest location that holds the client answers, the default for all others."""
    fill(
        {"GeoLocation": {"ContinentCode": "EU"}},
        {"GeoLocation": {"CountryCode": "FR"}},
        {"GeoLocation": {"CountryCode": "US"}},
        {"GeoLocation": {"CountryCode": "US", "SubdivisionCode": "OR"}},
        {"GeoLocation": {"CountryCode": "*"}},
    )
    expected = {PARIS: 1, SYDNEY: 4, OREGON: 3, NOWHERE: 4, None: 2}
    for client, number in expected.items():
        assert ask(client) == [f"192.0.2.{number}"]


def test_geolocation_without_a_default(ask: Ask, fill: Fill) -> None:
    """A client that no location holds gets no answer."""
    fill({"GeoLocation": {"ContinentCode": "EU"}})
    assert ask(PARIS) == ["192.0.2.0"]
    assert ask(SYDNEY) == ask(NOWHERE) == []


@pytest.mark.skipif(
    "GeoProximityLocation"
    not in make_client("route53").meta.service_model.shape_for("ResourceRecordSet").members,
    reason="geoproximity records are younger than this botocore",
)
def test_geoproximity(ask: Ask, fill: Fill) -> None:
    """The nearest place answers; a bias makes a place nearer or farther than it is."""
    fill(
        {"GeoProximityLocation": {"AWSRegion": "eu-west-1"}},
        {"GeoProximityLocation": {"LocalZoneGroup": "us-west-2-lax-1"}},
        {
            "GeoProximityLocation": {
                "Coordinates": {"Latitude": "40.41", "Longitude": "-3.7"},
                "Bias": -50,
            }
        },
        {"GeoProximityLocation": {"AWSRegion": "eu-south-1", "Bias": 50}},
    )
    expected = {PARIS: 3, OREGON: 1, ZARAGOZA: 3, None: 3}
    for client, number in expected.items():
        assert ask(client) == [f"192.0.2.{number}"]


def test_cidr_blocks(route53: Any, ask: Ask, fill: Fill) -> None:
    """The location with the smallest block around the client answers, by default ``*``."""
    collection = route53.create_cidr_collection(Name="all", CallerReference="1")["Collection"]
    blocks = {"near": ["198.51.100.0/24"], "far": ["198.51.0.0/16", "2001:db8::/32"]}
    changes = [
        {"LocationName": name, "Action": "PUT", "CidrList": cidr_list}
        for name, cidr_list in blocks.items()
    ]
    route53.change_cidr_collection(Id=collection["Id"], Changes=changes)
    fill(
        *(
            {"CidrRoutingConfig": {"CollectionId": collection["Id"], "LocationName": name}}
            for name in ("far", "near", "*")
        )
    )
    expected = {PARIS: 1, "198.51.101.1": 0, "2001:db8::1": 0, "203.0.113.1": 2, None: 2}
    for client, number in expected.items():
        assert ask(client) == [f"192.0.2.{number}"]


def test_the_subnet_of_the_client_goes_before_its_resolver(ask: Ask, fill: Fill) -> None:
    """A resolver that tells of its client is answered for that client."""
    fill({"Region": "eu-west-3"}, {"Region": "ap-southeast-2"}, {"Region": "us-west-2"})
    assert ask(PARIS) == ["192.0.2.0"]
    assert ask(PARIS, EDNS0ClientSubnetIP=SYDNEY) == ["192.0.2.1"]
    assert ask(PARIS, EDNS0ClientSubnetIP=OREGON, EDNS0ClientSubnetMask="26") == ["192.0.2.2"]
    assert ask(PARIS, EDNS0ClientSubnetIP=OREGON, EDNS0ClientSubnetMask="25") == ["192.0.2.1"]


def test_weights(ask: Ask, fill: Fill) -> None:
    """Weighted sets answer as often as their weights say; a weight of 0 never does."""
    fill({"Weight": 30}, {"Weight": 10}, {"Weight": 0})
    counted = Counter(ask()[0] for _ in range(400))
    assert counted.keys() == {"192.0.2.0", "192.0.2.1"}
    assert 240 < counted["192.0.2.0"] < 360


def test_weights_of_zero_only(ask: Ask, fill: Fill) -> None:
    """Where all weights are 0, all sets answer with the same chance."""
    fill({"Weight": 0}, {"Weight": 0})
    counted = Counter(ask()[0] for _ in range(200))
    assert min(counted["192.0.2.0"], counted["192.0.2.1"]) > 50


def test_chance_comes_from_the_seed() -> None:
    """Accounts of one seed give the same answers in the same order."""
    route53 = make_client("route53")

    def answers(seed: str) -> list[str]:
        with mock_dnssec(seed=seed):
            created = route53.create_hosted_zone(Name="example.com", CallerReference="first")
            zone_id = created["HostedZone"]["Id"]
            sets = [create(NAME, "A", f"192.0.2.{n}", SetIdentifier=str(n), Weight=9) for n in "12"]
            apply(route53, zone_id, *sets)
            asked = {"HostedZoneId": zone_id, "RecordName": NAME, "RecordType": "A"}
            return [route53.test_dns_answer(**asked)["RecordData"][0] for _ in range(40)]

    assert answers("one") == answers("one")
    assert answers("one") != answers("two")


@pytest.mark.parametrize("size", [1, 8, 9, 30])
def test_multivalue_answers(ask: Ask, fill: Fill, size: int) -> None:
    """All values answer, or eight that change from answer to answer."""
    fill(*({"MultiValueAnswer": True} for _ in range(size)))
    values = {f"192.0.2.{number}" for number in range(size)}
    answers = [ask() for _ in range(20)]
    assert all(set(answer) <= values and len(set(answer)) == min(size, 8) for answer in answers)
    assert size <= 8 or len(set(map(frozenset, answers))) > 1


def test_failover(ask: Ask, fill: Fill, health: Any) -> None:
    """The primary answers while it is healthy, and when nothing is; else the secondary does."""
    primary, secondary = health
    fill(
        {"Failover": "SECONDARY", "HealthCheckId": secondary.id},
        {"Failover": "PRIMARY", "HealthCheckId": primary.id},
    )
    assert ask() == ["192.0.2.1"]
    primary.fail()
    assert ask() == ["192.0.2.0"]
    secondary.fail()
    assert ask() == ["192.0.2.1"]
    primary.recover()
    assert ask() == ["192.0.2.1"]


def test_the_unhealthy_are_passed_over(ask: Ask, fill: Fill, health: Any) -> None:
    """A set whose health check fails is passed over, unless there is no other for the client."""
    fill(
        {"GeoLocation": {"CountryCode": "FR"}, "HealthCheckId": health[0].id},
        {"GeoLocation": {"ContinentCode": "EU"}, "HealthCheckId": health[1].id},
        {"GeoLocation": {"CountryCode": "AU"}},
    )
    assert ask(PARIS) == ["192.0.2.0"]
    health[0].fail()
    assert ask(PARIS) == ["192.0.2.1"]
    health[1].fail()
    assert ask(PARIS) == ["192.0.2.0"]


def test_an_alias_may_have_the_health_of_its_target(
    route53: Any, zone_id: str, ask: Ask, health: Any
) -> None:
    """With EvaluateTargetHealth an alias is as healthy as its target, without it always."""
    checked = create("a.example.com", SetIdentifier="1", Weight=1, HealthCheckId=health[0].id)
    apply(route53, zone_id, checked, create("b.example.com", "A", "192.0.2.2"))
    for evaluated, expected in ((True, ["192.0.2.2"]), (False, ["192.0.2.1"])):
        name = f"{evaluated}.example.com"
        apply(
            route53,
            zone_id,
            *(
                create(
                    name,
                    AliasTarget=to(zone_id, target, health=evaluated),
                    SetIdentifier=role,
                    Failover=role,
                )
                for role, target in (("PRIMARY", "a.example.com"), ("SECONDARY", "b.example.com"))
            ),
        )
        health[0].fail()
        assert ask(name=name) == expected
        health[0].recover()
        assert ask(name=name) == ["192.0.2.1"]
