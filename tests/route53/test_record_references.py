"""Health checks, CIDR collections and traffic policy instances that record sets refer to."""

from __future__ import annotations

from typing import Any

import pytest

from .health import create as create_health_check
from .records import apply, create, delete, listed, refused, upsert

UNKNOWN = "6e1c1b4e-0000-4000-8000-000000000000"


def checked(verb: Any, health_check_id: str) -> Any:
    """Return a change of a set that has a health check."""
    return verb("www.example.com", SetIdentifier="one", Weight=1, HealthCheckId=health_check_id)


def located(location: str, collection_id: str) -> Any:
    """Return the CREATE of a set for a location."""
    config = {"CollectionId": collection_id, "LocationName": location}
    return create("www.example.com", SetIdentifier=location, CidrRoutingConfig=config)


@pytest.fixture
def collection_id(route53: Any) -> str:
    """The id of a CIDR collection that has the location ``office``."""
    collection = route53.create_cidr_collection(Name="offices", CallerReference="first")
    office = {"LocationName": "office", "Action": "PUT", "CidrList": ["198.51.100.0/24"]}
    route53.change_cidr_collection(Id=collection["Collection"]["Id"], Changes=[office])
    return str(collection["Collection"]["Id"])


@pytest.mark.parametrize("verb", [create, upsert])
def test_an_unknown_health_check(route53: Any, zone_id: str, verb: Any) -> None:
    """NoSuchHealthCheck, and the whole batch is off."""
    batch = [create("a.example.com"), checked(verb, UNKNOWN)]
    with pytest.raises(route53.exceptions.NoSuchHealthCheck) as refusal:
        apply(route53, zone_id, *batch)
    assert UNKNOWN in refusal.value.response["Error"]["Message"]
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404
    assert listed(route53, zone_id) == []


def test_a_health_check_that_has_gone(route53: Any, zone_id: str) -> None:
    """Records outlive their health check; they can be deleted, but not be written again."""
    health_check_id = create_health_check(route53)["Id"]
    apply(route53, zone_id, checked(create, health_check_id))
    route53.delete_health_check(HealthCheckId=health_check_id)
    assert listed(route53, zone_id)[0]["HealthCheckId"] == health_check_id
    again = checked(upsert, health_check_id)
    refused(route53, zone_id, again, code="NoSuchHealthCheck")
    apply(route53, zone_id, checked(delete, health_check_id))
    assert listed(route53, zone_id) == []


def test_delete_needs_the_same_health_check(route53: Any, zone_id: str) -> None:
    """DELETE without the set's health check is refused."""
    apply(route53, zone_id, checked(create, create_health_check(route53)["Id"]))
    bare = delete("www.example.com", SetIdentifier="one", Weight=1)
    assert "do not match the current values" in refused(route53, zone_id, bare)


def test_locations_of_a_cidr_collection(route53: Any, zone_id: str, collection_id: str) -> None:
    """A set is for a location of a collection, or for the default one; no others exist."""
    wrong = located("nowhere", collection_id), located("office", UNKNOWN)
    for batch, text in zip(wrong, ("has no location nowhere", "does not exist"), strict=True):
        assert text in refused(route53, zone_id, batch)
    apply(route53, zone_id, located("office", collection_id), located("*", collection_id))
    assert [one["SetIdentifier"] for one in listed(route53, zone_id)] == ["*", "office"]


def test_an_unknown_traffic_policy_instance(route53: Any, zone_id: str) -> None:
    """A set cannot stand for a traffic policy instance that is not there."""
    record_set = {"Name": "www.example.com", "Type": "A", "TrafficPolicyInstanceId": UNKNOWN}
    batch = {"Action": "CREATE", "ResourceRecordSet": record_set}
    assert UNKNOWN in refused(route53, zone_id, batch)
    assert listed(route53, zone_id) == []


def test_every_reference_is_named(route53: Any, zone_id: str) -> None:
    """What is missing is named beside the other faults of the batch."""
    batch = [located("office", UNKNOWN), create("www.example.org")]
    message = refused(route53, zone_id, *batch)
    assert message == (
        f"[The CIDR collection {UNKNOWN} does not exist., "
        "RRSet with DNS name www.example.org. is not permitted in zone example.com.]"
    )
