"""Routing policies: how several record sets share a name and a type, and when they cannot.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.route53.record_sets import ResourceRecordSet


class Policy(NamedTuple):
    """A routing policy; sets that share a name may not share the value of a ``distinct`` one."""

    adjective: str
    distinct: str = ""
    shown_as: str = ""


POLICIES = {
    "Weight": Policy("weighted"),
    "Region": Policy("latency", "region", "Region Name"),
    "Failover": Policy("failover", "failover", "Failover"),
    "GeoLocation": Policy("geolocation", "geolocation", "GeoLocation"),
    "MultiValueAnswer": Policy("multivalue answer"),
    "GeoProximityLocation": Policy("geoproximity"),
    "CidrRoutingConfig": Policy("CIDR", "CIDR location", "CidrRoutingConfig"),
}
"""The policies by the member that asks for them."""


def conflict(record_set: ResourceRecordSet, others: Sequence[ResourceRecordSet]) -> str | None:
    """Return why a set cannot be beside others of its name and type, None if it can."""
    if not others:
        return None
    title = f"RRSet with DNS name {record_set['Name']}, type {record_set['Type']}"
    if "SetIdentifier" not in record_set:
        return f"{title} cannot be created as other RRSets exist with the same name and type."
    title += f", SetIdentifier {record_set['SetIdentifier']}"
    member = next(member for member in POLICIES if member in record_set)
    policy = POLICIES[member]
    if any(member not in other for other in others):
        reason = f"a non-{policy.adjective} set exists with the same name and type."
        return f"{title} cannot be created as {reason}"
    if policy.adjective == "weighted" and _ttls_differ(record_set, others):
        return f"{title} cannot be created as weighted sets must contain the same TTL."
    value = record_set.get(member)
    if policy.distinct and any(other.get(member) == value for other in others):
        return (
            f"{title}, and {policy.shown_as}={_shown(value)} cannot be created because a "
            f"{policy.adjective} RRSet with the same name, type and {policy.distinct} "
            "already exists."
        )
    return None


def _ttls_differ(record_set: ResourceRecordSet, others: Sequence[ResourceRecordSet]) -> bool:
    ttls = {one["TTL"] for one in (record_set, *others) if "TTL" in one}
    return len(ttls) > 1


def _shown(value: object) -> str:
    if not isinstance(value, dict):
        return str(value)
    return f"[{', '.join(f'{name}={part}' for name, part in value.items())}]"
