"""Members of a record set that go together."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.session import get_session

from .records import apply, create, listed, refused

MODEL: Any = get_session().get_service_model("route53")
RECORDS = [{"Value": "192.0.2.1"}]
ALIAS = {
    "HostedZoneId": "Z2FDTNDATAQYW2",
    "DNSName": "d111.cloudfront.net",
    "EvaluateTargetHealth": False,
}
CONTENT = (
    "Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], "
    "or TrafficPolicyInstanceId], but found "
)


@pytest.mark.parametrize(
    ("members", "fault"),
    [
        ({}, CONTENT + "none"),
        ({"TTL": 300}, CONTENT + "none"),
        ({"ResourceRecords": RECORDS}, CONTENT + "none"),
        ({"AliasTarget": ALIAS, "TTL": 300}, CONTENT + "more than one"),
        (
            {"AliasTarget": ALIAS, "TTL": 300, "ResourceRecords": RECORDS},
            CONTENT + "more than one",
        ),
        (
            {"TTL": 300, "ResourceRecords": RECORDS, "Region": "us-east-1"},
            "Missing field 'SetIdentifier'",
        ),
        (
            {"TTL": 300, "ResourceRecords": RECORDS, "MultiValueAnswer": False},
            "Missing field 'SetIdentifier'",
        ),
    ],
)
@pytest.mark.parametrize("action", ["CREATE", "UPSERT", "DELETE"])
def test_members_that_do_not_go_together(
    route53: Any, zone_id: str, action: str, members: dict[str, Any], fault: str
) -> None:
    """InvalidInput says what is missing or too much, and in which change."""
    record_set = {"Name": "www.example.com", "Type": "A", **members}
    message = refused(
        route53,
        zone_id,
        {"Action": action, "ResourceRecordSet": record_set},
        code="InvalidInput",
    )
    assert message == (
        f"Invalid request: {fault} in Change with "
        f"[Action={action}, Name=www.example.com, Type=A, SetIdentifier=null]"
    )
    assert listed(route53, zone_id) == []


@pytest.mark.parametrize(
    ("policies", "found"), [({}, "none"), ({"Weight": 1, "Region": "us-east-1"}, "more than one")]
)
def test_a_set_identifier_goes_with_one_routing_policy(
    route53: Any, zone_id: str, policies: dict[str, Any], found: str
) -> None:
    """A set with an identifier has exactly one routing policy."""
    record_set = {
        "Name": "www.example.com.",
        "Type": "A",
        "SetIdentifier": "one",
        "TTL": 300,
        "ResourceRecords": RECORDS,
        **policies,
    }
    batch = {"Action": "CREATE", "ResourceRecordSet": record_set}
    message = refused(route53, zone_id, batch, code="InvalidInput")
    assert message.startswith("Invalid request: Expected exactly one of [Weight, Region, Failover,")
    assert message.endswith(
        f"but found {found} in Change with "
        "[Action=CREATE, Name=www.example.com., Type=A, SetIdentifier=one]"
    )


@pytest.mark.parametrize(
    "location",
    [
        {},
        {"SubdivisionCode": "WA"},
        {"ContinentCode": "EU", "CountryCode": "FR"},
        {"ContinentCode": "NA", "SubdivisionCode": "WA"},
        {"ContinentCode": "XX"},
        {"CountryCode": "XX"},
        {"CountryCode": "FR", "SubdivisionCode": "WA"},
    ],
)
def test_a_location_is_a_continent_or_a_country(
    route53: Any, zone_id: str, location: dict[str, str]
) -> None:
    """InvalidInput for neither or both, a subdivision without its country, unknown codes."""
    batch = create("www.example.com", SetIdentifier="one", GeoLocation=location)
    refused(route53, zone_id, batch, code="InvalidInput")
    assert listed(route53, zone_id) == []


NORTH_POLE = {"Latitude": "90", "Longitude": "180.0"}


@pytest.mark.skipif(
    "GeoProximityLocation" not in MODEL.shape_for("ResourceRecordSet").members,
    reason="geoproximity records are younger than this botocore",
)
@pytest.mark.parametrize(
    "location",
    [
        {},
        {"Bias": 5},
        {"AWSRegion": "us-east-1", "LocalZoneGroup": "us-west-2-den-1"},
        {"AWSRegion": "us-east-1", "Coordinates": NORTH_POLE},
        {"Coordinates": {**NORTH_POLE, "Latitude": "-90.01"}},
        {"Coordinates": {**NORTH_POLE, "Longitude": "180.5"}},
    ],
)
def test_a_resource_is_at_one_place_on_the_globe(
    route53: Any, zone_id: str, location: dict[str, Any]
) -> None:
    """InvalidInput for none or several of Region, local zone and coordinates, or off the map."""
    batch = create("www.example.com", SetIdentifier="one", GeoProximityLocation=location)
    refused(route53, zone_id, batch, code="InvalidInput")
    apply(
        route53,
        zone_id,
        create(
            "www.example.com",
            SetIdentifier="one",
            GeoProximityLocation={"Coordinates": NORTH_POLE},
        ),
    )
    assert len(listed(route53, zone_id)) == 1


def test_records_are_not_empty(route53: Any, zone_id: str) -> None:
    """A list of no records cannot leave the client: botocore and AWS's schema want one."""
    from botocore.exceptions import ParamValidationError

    record_set = {"Name": "www.example.com", "Type": "A", "TTL": 300, "ResourceRecords": []}
    with pytest.raises((ParamValidationError, route53.exceptions.InvalidInput)):
        route53.change_resource_record_sets(
            HostedZoneId=zone_id,
            ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": record_set}]},
        )
