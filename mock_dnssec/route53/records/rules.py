"""What a zone refuses of a record set that is to be created in it.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.route53.names import is_under
from mock_dnssec.route53.records import data, routing_policies
from mock_dnssec.route53.records.problems import FatalProblemError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mock_dnssec.route53.records.draft import Draft
    from mock_dnssec.route53.records.record_sets import AliasTarget, ResourceRecordSet
    from mock_dnssec.route53.zones.hosted_zones import HostedZone, HostedZones

_NOT_AT_APEX = frozenset({"CNAME", "DS"})
_NO_ALIAS = frozenset({"NS", "SOA"})
_ONE_VALUE = frozenset({"CNAME", "SOA"})
_MOST_VALUES = 400
_WILDCARD = r"\052."
_CLOUDFRONT = "Z2FDTNDATAQYW2"
"""The hosted zone of all distributions."""


def faults(
    record_set: ResourceRecordSet, zone: HostedZone, draft: Draft, zones: HostedZones
) -> Iterator[str]:
    """Name everything that speaks against a set, in Route 53's words."""
    yield from _of_place(record_set, zone.name)
    yield from _of_neighbours(record_set, zone.name, draft)
    if "AliasTarget" in record_set:
        yield from _of_target(record_set["Type"], record_set["AliasTarget"], zone, draft, zones)
    elif "ResourceRecords" in record_set:
        values = [record["Value"] for record in record_set["ResourceRecords"]]
        yield from _of_values(record_set, values)
        if record_set.get("Failover") == "PRIMARY" and "HealthCheckId" not in record_set:
            yield (
                "A non-alias primary ResourceRecordSet must have an associated health check. "
                "No changes made."
            )


def _of_place(record_set: ResourceRecordSet, zone: str) -> Iterator[str]:
    name, record_type = record_set["Name"], record_set["Type"]
    title = f"RRSet of type {record_type} with DNS name {name} is not permitted"
    if name == zone and record_type in _NOT_AT_APEX:
        yield f"{title} at apex in zone {zone}"
    soa_below = record_type == "SOA" and name != zone
    if soa_below or (record_type == "NS" and name.startswith(_WILDCARD)):
        yield f"{title} in zone {zone}"
    if "AliasTarget" in record_set and record_type in _NO_ALIAS:
        yield f"{title} as an alias."


def _of_neighbours(record_set: ResourceRecordSet, zone: str, draft: Draft) -> Iterator[str]:
    name, record_type = record_set["Name"], record_set["Type"]
    neighbours = draft.at(name)
    same_type = [other for other in neighbours if other["Type"] == record_type]
    title = f"RRSet of type {record_type} with DNS name {name} is not permitted"
    if len(same_type) < len(neighbours):
        if record_type == "CNAME":
            yield (
                f"{title} as it conflicts with other records with the same DNS name in zone {zone}"
            )
        elif any(other["Type"] == "CNAME" for other in neighbours):
            yield (
                f"{title} because a conflicting RRSet of type  CNAME with the same DNS name "
                f"already exists in zone {zone}"
            )
    yield from filter(
        None,
        (
            routing_policies.misuse(record_set),
            routing_policies.conflict(record_set, same_type),
        ),
    )


def _of_target(
    record_type: str, target: AliasTarget, zone: HostedZone, draft: Draft, zones: HostedZones
) -> Iterator[str]:
    """Judge an alias to a record; a zone that is not the account's belongs to another service."""
    name = target["DNSName"]
    if target["HostedZoneId"] == _CLOUDFRONT and target["EvaluateTargetHealth"]:
        yield (
            f"Tried to create an alias that targets {name}, type {record_type} in zone "
            f"{_CLOUDFRONT}, but EvaluateTargetHealth cannot be true for CloudFront distributions"
        )
    if target["HostedZoneId"] not in zones:
        return
    aimed = zones.get(target["HostedZoneId"])
    title = (
        f"Tried to create an alias that targets {name}, type {record_type} "
        f"in zone {target['HostedZoneId']}, but"
    )
    if not is_under(name, aimed.name):
        yield f"{title} the alias target name does not lie within the target zone"
    records = draft.at(name) if aimed is zone else aimed.records.at(name)
    if all(record_set["Type"] != record_type for record_set in records):
        yield f"{title} that target was not found"


def _of_values(record_set: ResourceRecordSet, values: list[str]) -> Iterator[str]:
    record_type = record_set["Type"]
    if len(values) > 1 and record_type in _ONE_VALUE:
        yield (
            f"RRSet of type {record_type} with DNS name {record_set['Name']} "
            "must have exactly one record."
        )
    if len(values) > _MOST_VALUES:
        yield f"Cannot have more than {_MOST_VALUES} records in a RRSet."
    seen: set[str] = set()
    for value in values:
        if value in seen:
            yield f"Duplicate Resource Record: '{value}'"
        seen.add(value)
        try:
            data.parse(record_type, value)
        except FatalProblemError as problem:
            yield f"Invalid Resource Record: '{problem}'"
