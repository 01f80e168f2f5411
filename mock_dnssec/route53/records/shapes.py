"""Which members of a resource record set go together, whatever the zone holds.

https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.route53.records.routing_policies import POLICIES, details_of

if TYPE_CHECKING:
    from mock_dnssec.route53.records.record_sets import Change, ResourceRecordSet

_CONTENTS = "[AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId]"
_PROXIMITIES = ("AWSRegion", "LocalZoneGroup", "Coordinates")
_POLICIES = "[{}, or {}]".format(", ".join([*POLICIES][:-1]), [*POLICIES][-1])


def check_shape(change: Change) -> None:
    """Raise InvalidInput for a record set that no zone could hold."""
    record_set = change["ResourceRecordSet"]
    found = (check(record_set) for check in (_in_content, _in_routing, _in_location, _in_proximity))
    fault = next(filter(None, found), None)
    if fault:
        raise AwsError(
            "InvalidInput",
            f"Invalid request: {fault} in Change with [Action={change['Action']}, "
            f"Name={record_set['Name']}, Type={record_set['Type']}, "
            f"SetIdentifier={record_set.get('SetIdentifier', 'null')}]",
        )


def _in_content(record_set: ResourceRecordSet) -> str | None:
    own = ("TTL" in record_set) + ("ResourceRecords" in record_set)
    given = [bool(own), "AliasTarget" in record_set, "TrafficPolicyInstanceId" in record_set]
    if sum(given) == 1 and own != 1:
        return None
    found = "more than one" if sum(given) > 1 else "none"
    return f"Expected exactly one of {_CONTENTS}, but found {found}"


def _in_routing(record_set: ResourceRecordSet) -> str | None:
    policies = sum(member in record_set for member in POLICIES)
    if "SetIdentifier" not in record_set:
        return "Missing field 'SetIdentifier'" if policies else None
    if policies == 1:
        return None
    found = "more than one" if policies else "none"
    return f"Expected exactly one of {_POLICIES}, but found {found}"


def _in_location(record_set: ResourceRecordSet) -> str | None:
    location = record_set.get("GeoLocation")
    if location is None:
        return None
    if ("ContinentCode" in location) == ("CountryCode" in location):
        return "Expected exactly one of [ContinentCode, or CountryCode] in GeoLocation"
    if "SubdivisionCode" in location and "CountryCode" not in location:
        return "Missing field 'CountryCode' beside 'SubdivisionCode' in GeoLocation"
    if details_of(location) is None:
        return "Unknown GeoLocation"
    return None


def _in_proximity(record_set: ResourceRecordSet) -> str | None:
    location = record_set.get("GeoProximityLocation")
    if location is None:
        return None
    if sum(member in location for member in _PROXIMITIES) != 1:
        return f"Expected exactly one of [{', '.join(_PROXIMITIES)}] in GeoProximityLocation"
    place = location.get("Coordinates", {"Latitude": "0", "Longitude": "0"})
    if abs(float(place["Latitude"])) > 90 or abs(float(place["Longitude"])) > 180:
        return "Coordinates out of range in GeoProximityLocation"
    return None
