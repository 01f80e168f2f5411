"""What a traffic policy answers: its rules choose as the routing policies of record sets do.

https://docs.aws.amazon.com/Route53/latest/APIReference/api-policies-traffic-policy-document-format.html
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from mock_dnssec.route53.answers import aws_targets
from mock_dnssec.route53.answers.routing import Client, choose

if TYPE_CHECKING:
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.records.record_sets import ResourceRecordSet

Part = Mapping[str, Any]
"""A part of a policy document, which is as AWS's format has it once it has been accepted."""

_CODES = {"Continent": "ContinentCode", "Country": "CountryCode", "Subdivision": "SubdivisionCode"}


def answer(backend: Backend, instance_id: str, client: Client) -> tuple[int, list[str]]:
    """Return TTL and values that a traffic policy instance has for a client; none if it is gone."""
    instance = next(
        (one for one in backend.traffic_policy_instances if one.id == instance_id), None
    )
    if instance is None:
        return 0, []
    _, version = backend.traffic_policies.recall(instance.policy_id, instance.policy_version)
    document = json.loads(version.document)
    start = {
        "EndpointReference": document.get("StartEndpoint"),
        "RuleReference": document.get("StartRule"),
    }
    return instance.ttl, list(_follow(backend, document, start, client))


def _follow(backend: Backend, document: Part, reference: Part, client: Client) -> Iterator[str]:
    """Walk the values of an endpoint, or of what a rule chooses for the client."""
    endpoint = document.get("Endpoints", {}).get(reference.get("EndpointReference"))
    if endpoint is not None:
        if endpoint["Type"] == "value":
            yield endpoint["Value"]
        else:
            _, addresses = aws_targets.answer(endpoint["Value"], document["RecordType"])
            yield from addresses
        return
    rule = document["Rules"][reference["RuleReference"]]
    targets = list(_RULES[rule["RuleType"]](rule))
    sets = [
        {"SetIdentifier": str(number), **_checked(target), **routing}
        for number, (target, routing) in enumerate(targets)
    ]
    for chosen in choose(backend, cast("list[ResourceRecordSet]", sets), client):
        target, _ = targets[int(chosen["SetIdentifier"])]
        yield from _follow(backend, document, target, client)


def _checked(target: Part) -> Part:
    return {"HealthCheckId": str(target["HealthCheck"])} if "HealthCheck" in target else {}


def _failover(rule: Part) -> Iterator[tuple[Part, Part]]:
    for role in ("Primary", "Secondary"):
        if role in rule:
            yield rule[role], {"Failover": role.upper()}


def _geolocation(rule: Part) -> Iterator[tuple[Part, Part]]:
    for target in rule["Locations"]:
        codes = {code: target[name] for name, code in _CODES.items() if target.get(name)}
        yield target, {"GeoLocation": {"CountryCode": "*"} if target.get("IsDefault") else codes}


def _geoproximity(rule: Part) -> Iterator[tuple[Part, Part]]:
    for target in rule["GeoproximityLocations"]:
        place: dict[str, object] = {"AWSRegion": str(target.get("Region")).rpartition(":")[2]}
        if "Latitude" in target and "Longitude" in target:
            place = {"Coordinates": target}
        yield target, {"GeoProximityLocation": {**place, "Bias": int(target.get("Bias", 0))}}


def _latency(rule: Part) -> Iterator[tuple[Part, Part]]:
    for target in rule["Regions"]:
        yield target, {"Region": str(target["Region"])}


def _multivalue(rule: Part) -> Iterator[tuple[Part, Part]]:
    for target in rule["Items"]:
        yield target, {"MultiValueAnswer": True}


def _weighted(rule: Part) -> Iterator[tuple[Part, Part]]:
    for target in rule["Items"]:
        yield target, {"Weight": int(target["Weight"])}


_RULES: Mapping[str, Callable[[Part], Iterator[tuple[Part, Part]]]] = {
    "failover": _failover,
    "geo": _geolocation,
    "geoproximity": _geoproximity,
    "latency": _latency,
    "multivalue": _multivalue,
    "weighted": _weighted,
}
"""By RuleType: what a rule leads to, and how a record set says the same."""
