"""Routing policies: how several record sets share a name and a type, and when they cannot.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mock_dnssec.route53.geolocations import places

if TYPE_CHECKING:
    from mock_dnssec.route53.records.record_sets import GeoLocation, ResourceRecordSet

# Of these, Route 53's answers are known to carry those on sets without a policy, on weighted and
# multivalue answer sets, on Regions that are taken, and on geolocation beside another policy.
_BESIDE_OTHERS = "{set} cannot be created as other RRSets exist with the same name and type."
_MIXED = (
    "{set}, SetIdentifier {identifier} cannot be created as a non-{adjective} set exists with the "
    "same name and type."
)
_TAKEN = (
    "{set}, SetIdentifier {identifier}, and {member}={value} cannot be created because a "
    "{adjective} RRSet with the same name, type and {distinct} already exists."
)
_TOO_MANY = (
    "{set}, SetIdentifier {identifier} cannot be created as {most} {adjective} sets exist with "
    "the same name and type."
)
_OTHER_TTL = (
    "RRSet with DNS name {name} and type {type}, SetIdentifier {identifier} cannot be created as "
    "weighted sets must contain the same TTL."
)
_SEVERAL_ANSWERS_MIXED = (
    "{set}, SetIdentifier {identifier} cannot be created because a non multivalue answer rrset "
    "exists with the same name and type."
)
_LOCATED = "RRSet with DNS name {name}, SetIdentifier {identifier}, and routing to {value} cannot "
_LOCATION_MIXED = (
    f"{_LOCATED}be created because a non-GEO RRSet with the same name and type already exists."
)
_LOCATION_TAKEN = (
    f"{_LOCATED}be created because a GEO RRSet with the same name, type and location "
    "already exists."
)


class Policy(NamedTuple):
    """A routing policy: how many sets may share a name and type by it, and for which types.

    Of these sets, no two may have the same value of a policy that is ``distinct``. ``mixed`` is
    said where there are sets of another policy, ``taken`` where another set has the value.
    """

    adjective: str
    distinct: str = ""
    most: int = 100
    no_types: frozenset[str] = frozenset({"DS", "NS", "SOA"})
    aliases: bool = True
    mixed: str = _MIXED
    taken: str = _TAKEN


POLICIES = {
    "Weight": Policy("weighted"),
    "Region": Policy("latency", "region"),
    "Failover": Policy("failover", "failover"),
    "GeoLocation": Policy("geolocation", "location", mixed=_LOCATION_MIXED, taken=_LOCATION_TAKEN),
    "MultiValueAnswer": Policy(
        "multivalue answer",
        no_types=frozenset({"CNAME", "DS", "NS", "SOA"}),
        aliases=False,
        mixed=_SEVERAL_ANSWERS_MIXED,
    ),
    "GeoProximityLocation": Policy("geoproximity", most=30),
    "CidrRoutingConfig": Policy("CIDR", "CIDR location"),
}
"""The policies by the member that asks for them."""

_SHOWN_AS = {"Region": "Region Name"}
_KINDS = ("Continent", "Country", "Subdivision")


def details_of(location: GeoLocation) -> Mapping[str, str] | None:
    """Return the codes and names of a location, None if Route 53 does not know it."""
    continent, country, subdivision = (str(location.get(f"{kind}Code", "")) for kind in _KINDS)
    return places().get((continent, country, subdivision))


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
    member = _member(record_set)
    text = _obstacle(member, record_set, others) if others else None
    if text is None:
        return None
    name, record_type = record_set["Name"], record_set["Type"]
    details = {
        "set": f"RRSet with DNS name {name}, type {record_type}",
        "name": name,
        "type": record_type,
    }
    if member is not None:
        details |= {
            "identifier": record_set["SetIdentifier"],
            "member": _SHOWN_AS.get(member, member),
            "value": _shown(member, record_set),
        }
        details |= POLICIES[member]._asdict()
    return text.format(**details)


def _member(record_set: ResourceRecordSet) -> str | None:
    return next((member for member in POLICIES if member in record_set), None)


def _obstacle(
    member: str | None, record_set: ResourceRecordSet, others: Sequence[ResourceRecordSet]
) -> str | None:
    if member is None:
        return _BESIDE_OTHERS
    policy = POLICIES[member]
    if any(member not in other for other in others):
        return policy.mixed
    if member == "Weight" and _ttls_differ(record_set, others):
        return _OTHER_TTL
    if len(others) >= policy.most:
        return _TOO_MANY
    value = record_set.get(member)
    if policy.distinct and any(other.get(member) == value for other in others):
        return policy.taken
    return None


def _ttls_differ(record_set: ResourceRecordSet, others: Sequence[ResourceRecordSet]) -> bool:
    ttls = {one["TTL"] for one in (record_set, *others) if "TTL" in one}
    return len(ttls) > 1


def _shown(member: str, record_set: ResourceRecordSet) -> str:
    value = record_set.get(member)
    if member == "GeoLocation":
        return _location(record_set["GeoLocation"])
    if isinstance(value, dict):
        return f"[{', '.join(f'{name}={part}' for name, part in value.items())}]"
    return str(value)


def _location(location: GeoLocation) -> str:
    """Return a location as Route 53 shows it, the two kinds of brackets included."""
    names = details_of(location) or {}
    parts = [
        f"{kind.lower()} = ({names[f'{kind}Code']}, {names[f'{kind}Name']})"
        for kind in _KINDS
        if f"{kind}Code" in names
    ]
    return f"[{', '.join(parts)}}}"
