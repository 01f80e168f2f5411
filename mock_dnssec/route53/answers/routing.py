"""Which of several record sets of one name and type answer a client.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html and, for health,
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import ip_network
from typing import TYPE_CHECKING, NamedTuple

from mock_dnssec.route53.answers.health import is_healthy
from mock_dnssec.route53.answers.places import DEFAULT, REGIONS, distance, encloses

if TYPE_CHECKING:
    from mock_dnssec.route53.answers.places import Network, Place
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.records.record_sets import (
        CidrRoutingConfig,
        GeoProximityLocation,
        ResourceRecordSet,
    )

    Sets = Sequence[ResourceRecordSet]

_MOST_ANSWERS = 8


class Client(NamedTuple):
    """Who asks: the subnet that a resolver tells of its client, or the resolver's own address.

    ``place`` is None for addresses that are on no map.
    """

    network: Network
    place: Place | None


class _Policy(NamedTuple):
    """How a routing policy chooses: it ranks the sets that may answer, and picks among the best."""

    rank: Callable[[Backend, Sets, Client], Sets]
    pick: Callable[[Backend, Sets], Sets]


def choose(backend: Backend, sets: Sets, client: Client) -> Sets:
    """Return the sets that answer ``client``: one as a rule, none if none is meant for it.

    Sets that are unhealthy answer only when all that could answer are unhealthy.
    """
    members = [member for member in _POLICIES if sets and member in sets[0]]
    policy = _POLICIES[members[0]] if members else _Policy(_all, _first)
    ranked = policy.rank(backend, sets, client)
    healthy = [record_set for record_set in ranked if is_healthy(backend, record_set)]
    return policy.pick(backend, healthy or ranked)


def _all(_backend: Backend, sets: Sets, _client: Client) -> Sets:
    return sets


def _by_role(_backend: Backend, sets: Sets, _client: Client) -> Sets:
    return sorted(sets, key=lambda record_set: record_set["Failover"])


def _by_latency(_backend: Backend, sets: Sets, client: Client) -> Sets:
    """Rank by distance to the Region, which stands for latency."""
    here = client.place or DEFAULT
    return sorted(sets, key=lambda record_set: _to_region(here, record_set["Region"]))


def _by_proximity(_backend: Backend, sets: Sets, client: Client) -> Sets:
    here = client.place or DEFAULT
    return sorted(
        sets, key=lambda record_set: _biased_distance(here, record_set["GeoProximityLocation"])
    )


def _by_location(_backend: Backend, sets: Sets, client: Client) -> Sets:
    """Keep what is for the client's location, the smallest first, and the default last."""
    locations = [{"CountryCode": "*"}]
    if client.place is not None:
        _, _, continent, country, subdivision = client.place
        locations = [
            {"CountryCode": country, "SubdivisionCode": subdivision},
            {"CountryCode": country},
            {"ContinentCode": continent},
            *locations,
        ]
    return [one for location in locations for one in sets if one["GeoLocation"] == location]


def _by_block(backend: Backend, sets: Sets, client: Client) -> Sets:
    """Keep what is for a block that encloses the client's network, the smallest block first."""
    lengths = {
        one["SetIdentifier"]: _prefix_length(backend, one["CidrRoutingConfig"], client)
        for one in sets
    }
    meant = [one for one in sets if lengths[one["SetIdentifier"]] >= 0]
    return sorted(meant, key=lambda one: lengths[one["SetIdentifier"]], reverse=True)


def _first(_backend: Backend, ranked: Sets) -> Sets:
    return ranked[:1]


def _by_weight(backend: Backend, sets: Sets) -> Sets:
    """Pick one by chance; with no weight on any of them, all have the same chance."""
    weights = [record_set["Weight"] for record_set in sets]
    if not any(weights):
        weights = [1] * len(weights)
    drawn = _random(backend) % sum(weights)
    for record_set, weight in zip(sets, weights, strict=True):
        if drawn < weight:
            return [record_set]
        drawn -= weight
    return []


def _several(backend: Backend, sets: Sets) -> Sets:
    """Pick eight by chance, or all if there are no more."""
    if len(sets) <= _MOST_ANSWERS:
        return sets
    return sorted(sets, key=lambda _: _random(backend))[:_MOST_ANSWERS]


def _random(backend: Backend) -> int:
    return int.from_bytes(backend.account.entropy.draw("route53:answer", 8), "big")


def _prefix_length(backend: Backend, config: CidrRoutingConfig, client: Client) -> int:
    """Return the length of a location's prefix for the client, 0 by default, -1 for none."""
    collection_id, name = config["CollectionId"], config["LocationName"]
    if name == "*":
        return 0
    if collection_id not in backend.cidr_collections:
        return -1
    blocks = backend.cidr_collections.get(collection_id).locations.get(name, [])
    enclosing = (block for block in map(ip_network, blocks) if encloses(block, client.network))
    return max((block.prefixlen for block in enclosing), default=-1)


def _to_region(here: Place, region: str) -> float:
    there = REGIONS.get(region, DEFAULT)
    return distance(here, there.latitude, there.longitude)


def _biased_distance(here: Place, location: GeoProximityLocation) -> float:
    """Return the distance as Route 53 counts it: a bias makes a place nearer or farther.

    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geoproximity.html
    """
    bias = location.get("Bias", 0) / 100
    actual = _actual_distance(here, location)
    return actual * (1 - bias) if bias >= 0 else actual / (1 + bias)


def _actual_distance(here: Place, location: GeoProximityLocation) -> float:
    if "Coordinates" in location:
        there = location["Coordinates"]
        return distance(here, float(there["Latitude"]), float(there["Longitude"]))
    local_zone = location.get("LocalZoneGroup", "")  # us-west-2-den-1, for one, of us-west-2
    return _to_region(here, location.get("AWSRegion") or "-".join(local_zone.split("-")[:3]))


_POLICIES = {
    "Weight": _Policy(_all, _by_weight),
    "Region": _Policy(_by_latency, _first),
    "Failover": _Policy(_by_role, _first),
    "GeoLocation": _Policy(_by_location, _first),
    "MultiValueAnswer": _Policy(_all, _several),
    "GeoProximityLocation": _Policy(_by_proximity, _first),
    "CidrRoutingConfig": _Policy(_by_block, _first),
}
