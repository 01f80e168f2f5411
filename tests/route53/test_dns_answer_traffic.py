"""TestDNSAnswer: names that answer as a traffic policy says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from .health import create as create_health_check
from .records import apply
from .traffic import document, new_instance, new_policy

if TYPE_CHECKING:
    from mock_dnssec import Account

NAME = "www.example.com"
PARIS, SYDNEY = "198.51.100.7", "203.0.113.7"

ENDPOINTS = {f"e{number}": {"Type": "value", "Value": f"192.0.2.{number}"} for number in range(9)}


def to(number: int, **more: Any) -> dict[str, Any]:
    """Return what leads to an endpoint."""
    return {"EndpointReference": f"e{number}", **more}


RULES: dict[str, dict[str, Any]] = {
    "latency": {
        "RuleType": "latency",
        "Regions": [to(1, Region="eu-west-3"), to(2, Region="ap-southeast-2")],
    },
    "geo": {
        "RuleType": "geo",
        "Locations": [to(1, Continent="EU"), to(2, Country="AU"), to(3, IsDefault=True)],
    },
    "geoproximity": {
        "RuleType": "geoproximity",
        "GeoproximityLocations": [
            to(1, Latitude="40.41", Longitude="-3.7", Bias="10"),
            to(2, Region="aws:route53:ap-northeast-1"),
        ],
    },
    "failover": {"RuleType": "failover", "Primary": to(1), "Secondary": to(2)},
    "weighted": {"RuleType": "weighted", "Items": [to(1, Weight="0"), to(2, Weight=9)]},
    "multivalue": {"RuleType": "multivalue", "Items": [to(1), to(2)]},
    "nested": {
        "RuleType": "geo",
        "Locations": [
            {"RuleReference": "latency", "Continent": "EU"},
            {"RuleReference": "multivalue", "IsDefault": "true"},
        ],
    },
}
ANSWERS = {
    "latency": ([1], [2]),
    "geo": ([1], [2]),
    "geoproximity": ([1], [2]),
    "failover": ([1], [1]),
    "weighted": ([2], [2]),
    "multivalue": ([1, 2], [1, 2]),
    "nested": ([1], [1, 2]),
}
"""The endpoints that answer a client in Paris, and one in Sydney."""


@pytest.fixture(autouse=True)
def _places(aws: Account) -> None:
    aws.route53.places.locate("198.51.100.0/24", region="eu-west-3")
    aws.route53.places.locate("203.0.113.0/24", region="ap-southeast-2")


def asked(route53: Any, zone_id: str, client: str = PARIS) -> list[str]:
    """Return the values of the name for a client."""
    answer = route53.test_dns_answer(
        HostedZoneId=zone_id, RecordName=NAME, RecordType="A", ResolverIP=client
    )
    assert answer["ResponseCode"] == "NOERROR"
    return list(answer["RecordData"])


def start(route53: Any, zone_id: str, rule: str, rules: dict[str, Any] = RULES) -> Any:
    """Let the name answer as a rule says, and return the instance."""
    content = document(Endpoints=ENDPOINTS, Rules=rules, StartEndpoint=None, StartRule=rule)
    return new_instance(route53, zone_id, new_policy(route53, content=content))


@pytest.mark.parametrize("rule", RULES)
def test_rules(route53: Any, zone_id: str, rule: str) -> None:
    """Each kind of rule chooses as the routing policy of its name does."""
    start(route53, zone_id, rule)
    for client, numbers in zip((PARIS, SYDNEY), ANSWERS[rule], strict=True):
        assert asked(route53, zone_id, client) == [f"192.0.2.{number}" for number in numbers]


def test_a_policy_without_rules(route53: Any, zone_id: str) -> None:
    """A policy that starts at an endpoint answers with it; other types have no records."""
    new_instance(route53, zone_id, new_policy(route53, content=document(value="192.0.2.77")))
    assert asked(route53, zone_id) == ["192.0.2.77"]
    other = route53.test_dns_answer(HostedZoneId=zone_id, RecordName=NAME, RecordType="TXT")
    assert (other["ResponseCode"], other["RecordData"]) == ("NOERROR", [])


def test_endpoints_of_other_services(route53: Any, zone_id: str) -> None:
    """A load balancer as an endpoint has an address of the block for documentation."""
    balancer = {"Type": "elastic-load-balancer", "Value": "lb.us-east-1.elb.amazonaws.com"}
    content = document(Endpoints={"only": balancer})
    new_instance(route53, zone_id, new_policy(route53, content=content))
    (address,) = asked(route53, zone_id)
    assert address.startswith("192.0.2.")


def test_health_checks_of_a_rule(aws: Account, route53: Any, zone_id: str) -> None:
    """What a rule leads to is passed over while its health check fails."""
    health_check_id = create_health_check(route53)["Id"]
    primary = to(1, HealthCheck=health_check_id)
    failover = {"RuleType": "failover", "Primary": primary, "Secondary": to(2)}
    start(route53, zone_id, "failover", {"failover": failover})
    assert asked(route53, zone_id) == ["192.0.2.1"]
    aws.route53.health_checks.get(health_check_id).fail()
    assert asked(route53, zone_id) == ["192.0.2.2"]


def test_a_record_set_whose_instance_has_gone(route53: Any, zone_id: str) -> None:
    """A record set that outlives its instance has no values."""
    instance = start(route53, zone_id, "failover")
    record_set = {"Name": NAME, "Type": "A", "TrafficPolicyInstanceId": instance["Id"]}
    for action in ("DELETE", "CREATE"):
        apply(route53, zone_id, {"Action": action, "ResourceRecordSet": record_set})
    route53.delete_traffic_policy_instance(Id=instance["Id"])
    assert asked(route53, zone_id) == []


@pytest.mark.parametrize(
    "rule",
    [
        {"RuleType": "failover", "Primary": [to(1)], "Secondary": [to(2)]},
        {"RuleType": "multivalue", "Items": to(1)},
    ],
)
def test_lists_and_single_targets(route53: Any, rule: dict[str, Any]) -> None:
    """A document with a list where one target belongs, or the reverse, is refused."""
    content = document(
        Endpoints=ENDPOINTS, Rules={"only": rule}, StartEndpoint=None, StartRule="only"
    )
    with pytest.raises(route53.exceptions.InvalidTrafficPolicyDocument):
        route53.create_traffic_policy(Name="policy", Document=json.dumps(content))


@pytest.mark.parametrize(
    ("rule", "number"),
    [
        ("weighted", {"Weight": "heavy"}),
        ("weighted", {"Weight": -1}),
        ("geoproximity", {"Bias": "100"}),
        ("geoproximity", {"Latitude": "north", "Longitude": "0"}),
    ],
)
def test_numbers_out_of_range(route53: Any, rule: str, number: dict[str, Any]) -> None:
    """A document whose numbers are none, or out of range, is refused."""
    members = {"weighted": "Items", "geoproximity": "GeoproximityLocations"}
    rules = {"only": {"RuleType": rule, members[rule]: [to(1, **number)]}}
    content = document(Endpoints=ENDPOINTS, Rules=rules, StartEndpoint=None, StartRule="only")
    with pytest.raises(route53.exceptions.InvalidTrafficPolicyDocument) as refusal:
        route53.create_traffic_policy(Name="policy", Document=json.dumps(content))
    assert next(iter(number)) in refusal.value.response["Error"]["Message"]
