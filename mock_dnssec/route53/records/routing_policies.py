"""Routing policies: how several record sets share a name and a type, and when they cannot.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.route53.records.record_sets import ResourceRecordSet


class Policy(NamedTuple):
    """A routing policy: how many sets may share a name and type by it, and for which types.

    Of these sets, no two may have the same value of a policy that is ``distinct``.
    """

    adjective: str
    distinct: str = ""
    shown_as: str = ""
    most: int = 100
    no_types: frozenset[str] = frozenset({"DS", "NS", "SOA"})
    aliases: bool = True


POLICIES = {
    "Weight": Policy("weighted"),
    "Region": Policy("latency", "region", "Region Name"),
    "Failover": Policy("failover", "failover", "Failover"),
    "GeoLocation": Policy("geolocation", "geolocation", "GeoLocation"),
    "MultiValueAnswer": Policy(
        "multivalue answer", no_types=frozenset({"CNAME", "DS", "NS", "SOA"}), aliases=False
    ),
    "GeoProximityLocation": Policy("geoproximity", most=30),
    "CidrRoutingConfig": Policy("CIDR", "CIDR location", "CidrRoutingConfig"),
}
"""The policies by the member that asks for them."""


def misuse(record_set: ResourceRecordSet) -> str | None:
    """Return why a set cannot have its routing policy at all, None if it can."""
    member = _member(record_set)
    if member is None:
        return None
    policy = POLICIES[member]
    title = f"RRSet of type {record_set['Type']} with DNS name {record_set['Name']}"
    if record_set["Type"] in policy.no_types:
        return f"{title} cannot be {policy.adjective}."
    if "AliasTarget" in record_set and not policy.aliases:
        return f"{title} cannot be {policy.adjective} as it is an alias."
    return None


def conflict(record_set: ResourceRecordSet, others: Sequence[ResourceRecordSet]) -> str | None:
    """Return why a set cannot be beside others of its name and type, None if it can."""
    if not others:
        return None
    title = f"RRSet with DNS name {record_set['Name']}, type {record_set['Type']}"
    member = _member(record_set)
    if member is None:
        return f"{title} cannot be created as other RRSets exist with the same name and type."
    title += f", SetIdentifier {record_set['SetIdentifier']}"
    reason = _mixture(member, record_set, others)
    if reason:
        return f"{title} cannot be created as {reason}"
    policy = POLICIES[member]
    value = record_set.get(member)
    if policy.distinct and any(other.get(member) == value for other in others):
        return (
            f"{title}, and {policy.shown_as}={_shown(value)} cannot be created because a "
            f"{policy.adjective} RRSet with the same name, type and {policy.distinct} "
            "already exists."
        )
    return None


def _member(record_set: ResourceRecordSet) -> str | None:
    return next((member for member in POLICIES if member in record_set), None)


def _mixture(
    member: str, record_set: ResourceRecordSet, others: Sequence[ResourceRecordSet]
) -> str | None:
    policy = POLICIES[member]
    if any(member not in other for other in others):
        return f"a non-{policy.adjective} set exists with the same name and type."
    if member == "Weight" and _ttls_differ(record_set, others):
        return "weighted sets must contain the same TTL."
    if len(others) >= policy.most:
        return f"{policy.most} {policy.adjective} sets exist with the same name and type."
    return None


def _ttls_differ(record_set: ResourceRecordSet, others: Sequence[ResourceRecordSet]) -> bool:
    ttls = {one["TTL"] for one in (record_set, *others) if "TTL" in one}
    return len(ttls) > 1


def _shown(value: object) -> str:
    if not isinstance(value, dict):
        return str(value)
    return f"[{', '.join(f'{name}={part}' for name, part in value.items())}]"
