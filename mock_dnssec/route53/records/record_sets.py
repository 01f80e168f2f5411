"""The resource record sets of one hosted zone, in the order in which Route 53 lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.route53.names import reversed_labels
from mock_dnssec.route53.ordered import Ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mock_dnssec.route53.ordered import Key


class ResourceRecord(TypedDict):
    """One value of a set, in the text form of its type."""

    Value: str


class AliasTarget(TypedDict):
    """What an alias record answers with instead of values of its own."""

    HostedZoneId: str
    DNSName: str
    EvaluateTargetHealth: bool


class GeoLocation(TypedDict, total=False):
    """Where a query comes from: a continent, a country (``*`` is any), a state of it."""

    ContinentCode: str
    CountryCode: str
    SubdivisionCode: str


class Coordinates(TypedDict):
    """A place on the globe, in degrees with two decimals."""

    Latitude: str
    Longitude: str


class GeoProximityLocation(TypedDict, total=False):
    """Where a resource is, and how far beyond its surroundings it reaches."""

    AWSRegion: str
    LocalZoneGroup: str
    Coordinates: Coordinates
    Bias: int


class CidrRoutingConfig(TypedDict):
    """A location of a CIDR collection."""

    CollectionId: str
    LocationName: str


class _NameAndType(TypedDict):
    Name: str
    Type: str


class ResourceRecordSet(_NameAndType, total=False):
    """A resource record set under AWS's member names.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
    """

    SetIdentifier: str
    Weight: int
    Region: str
    GeoLocation: GeoLocation
    Failover: str
    MultiValueAnswer: bool
    TTL: int
    ResourceRecords: list[ResourceRecord]
    AliasTarget: AliasTarget
    HealthCheckId: str
    TrafficPolicyInstanceId: str
    CidrRoutingConfig: CidrRoutingConfig
    GeoProximityLocation: GeoProximityLocation


class Change(TypedDict):
    """What to do (CREATE, UPSERT or DELETE) with which set."""

    Action: str
    ResourceRecordSet: ResourceRecordSet


def key_of(record_set: ResourceRecordSet) -> Key:
    """Return what tells a set from all others of its zone, and its place in the listing."""
    identifier = record_set.get("SetIdentifier", "")
    return (reversed_labels(record_set["Name"]), record_set["Type"], identifier)


class RecordSets:
    """The record sets of a zone, their names in normal form."""

    def __init__(self, record_sets: Iterable[ResourceRecordSet] = ()) -> None:
        self._ordered: Ordered[ResourceRecordSet] = Ordered()
        for record_set in record_sets:
            self.put(record_set)

    def __len__(self) -> int:
        return len(self._ordered)

    def get(self, key: Key) -> ResourceRecordSet | None:
        """Return the set with this key, as ``key_of`` gives it; None if there is none."""
        return self._ordered.get(key)

    def at(self, name: str, record_type: str | None = None) -> Iterator[ResourceRecordSet]:
        """Walk all sets of a name, or of a name and type, whatever their set identifiers."""
        key = (reversed_labels(name),)
        return self._ordered.under(key if record_type is None else (*key, record_type))

    def starting(self, *first: str) -> Iterator[ResourceRecordSet]:
        """Walk the sets from this name, type and set identifier on, in Route 53's order."""
        return self._ordered.starting((reversed_labels(first[0]), *first[1:]) if first else ())

    def put(self, record_set: ResourceRecordSet) -> None:
        """Keep a set, in place of the one with its name, type and set identifier."""
        self._ordered.put(key_of(record_set), record_set)

    def remove(self, record_set: ResourceRecordSet) -> None:
        """Forget the set with this one's name, type and set identifier."""
        self._ordered.remove(key_of(record_set))
