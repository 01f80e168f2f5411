"""Traffic policy instances and their record sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec import Account, mock_dnssec

from .records import apply, create, listed
from .traffic import document, instance, new_instance, new_policy, new_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conftest import NewZone

SHOWN_AS = (
    "This resource record set includes an attribute that is unsupported on this Route 53 API "
    "version. Please consider using a newer API version or a tool that does so."
)


@pytest.fixture
def policy(route53: Any) -> Any:
    """A policy for addresses."""
    return new_policy(route53)


def update(route53: Any, instance_id: str, policy: Any, ttl: int = 60) -> Any:
    """Let an instance answer as another version says."""
    answer = route53.update_traffic_policy_instance(
        Id=instance_id,
        TTL=ttl,
        TrafficPolicyId=policy["Id"],
        TrafficPolicyVersion=policy["Version"],
    )
    return answer["TrafficPolicyInstance"]


def test_create_answers_in_full(route53: Any, zone_id: str, policy: Any) -> None:
    """A new instance is Creating in the answer and Applied when asked for again."""
    answer = route53.create_traffic_policy_instance(
        HostedZoneId=zone_id,
        Name="WWW.example.com",
        TTL=60,
        TrafficPolicyId=policy["Id"],
        TrafficPolicyVersion=1,
    )
    created = answer["TrafficPolicyInstance"]
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert answer["Location"] == (
        f"https://route53.amazonaws.com/2013-04-01/trafficpolicyinstance/{created['Id']}"
    )
    assert created == {
        "Id": created["Id"],
        "HostedZoneId": zone_id,
        "Name": "www.example.com.",
        "TTL": 60,
        "State": "Creating",
        "Message": "",
        "TrafficPolicyId": policy["Id"],
        "TrafficPolicyVersion": 1,
        "TrafficPolicyType": "A",
    }
    assert instance(route53, created["Id"]) == {**created, "State": "Applied"}
    assert route53.get_traffic_policy_instance_count()["TrafficPolicyInstanceCount"] == 1


def test_an_instance_makes_a_record_set(route53: Any, zone_id: str, policy: Any) -> None:
    """The zone lists one set that names the instance, and AWS's text in place of values."""
    created = new_instance(route53, zone_id, policy)
    assert listed(route53, zone_id) == [
        {
            "Name": "www.example.com.",
            "Type": "A",
            "ResourceRecords": [{"Value": SHOWN_AS}],
            "TrafficPolicyInstanceId": created["Id"],
        }
    ]
    with pytest.raises(route53.exceptions.HostedZoneNotEmpty):
        route53.delete_hosted_zone(Id=zone_id)
    route53.delete_traffic_policy_instance(Id=created["Id"])
    assert listed(route53, zone_id) == []
    assert route53.get_traffic_policy_instance_count()["TrafficPolicyInstanceCount"] == 0


def test_update_keeps_name_and_type(route53: Any, zone_id: str, policy: Any) -> None:
    """An instance changes version and TTL; the record set stays one."""
    created = new_instance(route53, zone_id, policy)
    second = new_version(route53, policy)
    updated = update(route53, created["Id"], second, ttl=300)
    assert updated == {**created, "TTL": 300, "TrafficPolicyVersion": 2, "State": "Updating"}
    assert instance(route53, created["Id"]) == {**updated, "State": "Applied"}
    assert len(listed(route53, zone_id)) == 1


def test_update_keeps_the_type(route53: Any, zone_id: str, policy: Any) -> None:
    """ConflictingTypes for a version of another record type; the instance stays as it is."""
    created = new_instance(route53, zone_id, policy)
    other = new_version(route53, policy, document("AAAA", "2001:db8::1"))
    with pytest.raises(route53.exceptions.ConflictingTypes):
        update(route53, created["Id"], other)
    assert instance(route53, created["Id"])["TrafficPolicyVersion"] == 1


@pytest.fixture
def slow() -> Any:
    """An account whose changes take a minute."""
    with mock_dnssec(propagation=60) as account:
        account.clock.freeze()
        yield account


def test_instances_take_time(
    slow: Account, route53: Any, impatient: Any, new_zone: NewZone
) -> None:
    """Until a change has propagated, the instance takes no other request."""
    policy = new_policy(route53)
    instance_id = new_instance(route53, new_zone(), policy)["Id"]
    for state in ("Creating", "Updating"):
        assert instance(route53, instance_id)["State"] == state
        with pytest.raises(impatient.exceptions.PriorRequestNotComplete):
            update(impatient, instance_id, policy)
        with pytest.raises(impatient.exceptions.PriorRequestNotComplete):
            impatient.delete_traffic_policy_instance(Id=instance_id)
        slow.clock.advance(seconds=60)
        assert instance(route53, instance_id)["State"] == "Applied"
        update(route53, instance_id, policy)


@pytest.mark.parametrize(
    ("name", "content", "record"),
    [
        ("www.example.com", document(), create("www.example.com")),
        (
            "www.example.com",
            document("AAAA", "2001:db8::1"),
            create("www.example.com", "CNAME", "example.org."),
        ),
        ("example.com", document("CNAME", "example.org."), create("www.example.com")),
    ],
    ids=["the set exists", "beside a CNAME", "CNAME at the apex"],
)
def test_what_the_zone_cannot_hold_fails(
    route53: Any, zone_id: str, name: str, content: Any, record: Any
) -> None:
    """The instance turns Failed and says why; the records stay as they were, to the end."""
    apply(route53, zone_id, record)
    before = listed(route53, zone_id)
    created = new_instance(route53, zone_id, new_policy(route53, content=content), name)
    assert (created["State"], created["Message"]) == ("Creating", "")
    failed = instance(route53, created["Id"])
    assert failed["State"] == "Failed"
    assert name in failed["Message"]
    assert listed(route53, zone_id) == before
    route53.delete_traffic_policy_instance(Id=created["Id"])
    assert listed(route53, zone_id) == before


def test_a_failed_instance_recovers(route53: Any, zone_id: str, policy: Any) -> None:
    """UpdateTrafficPolicyInstance tries again, and succeeds once nothing is in the way."""
    in_the_way = create("www.example.com")
    apply(route53, zone_id, in_the_way)
    instance_id = new_instance(route53, zone_id, policy)["Id"]
    apply(route53, zone_id, {**in_the_way, "Action": "DELETE"})
    update(route53, instance_id, policy)
    assert instance(route53, instance_id)["State"] == "Applied"
    assert [one["TrafficPolicyInstanceId"] for one in listed(route53, zone_id)] == [instance_id]


def test_an_instance_outlives_its_record_set(route53: Any, zone_id: str, policy: Any) -> None:
    """ChangeResourceRecordSets deletes the set alone; the instance can then still be deleted."""
    created = new_instance(route53, zone_id, policy)
    record_set = {
        "Name": "www.example.com",
        "Type": "A",
        "TrafficPolicyInstanceId": created["Id"],
    }
    apply(route53, zone_id, {"Action": "DELETE", "ResourceRecordSet": record_set})
    assert listed(route53, zone_id) == []
    route53.delete_hosted_zone(Id=zone_id)
    assert instance(route53, created["Id"])["State"] == "Applied"
    assert update(route53, created["Id"], policy)["State"] == "Updating"
    route53.delete_traffic_policy_instance(Id=created["Id"])


def test_a_name_has_one_instance_of_a_type(route53: Any, zone_id: str, policy: Any) -> None:
    """TrafficPolicyInstanceAlreadyExists, HTTP 409, for the same name and type in the zone."""
    new_instance(route53, zone_id, policy)
    with pytest.raises(route53.exceptions.TrafficPolicyInstanceAlreadyExists) as refusal:
        new_instance(route53, zone_id, new_policy(route53, "other"))
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 409
    new_instance(route53, zone_id, new_version(route53, policy, document("TXT", '"text"')))


def test_only_so_many_instances(aws: Account, route53: Any, zone_id: str, policy: Any) -> None:
    """TooManyTrafficPolicyInstances at the account's quota."""
    aws.quotas.traffic_policy_instances = 1
    new_instance(route53, zone_id, policy)
    with pytest.raises(route53.exceptions.TooManyTrafficPolicyInstances):
        new_instance(route53, zone_id, policy, "other.example.com")
    assert len(listed(route53, zone_id)) == 1


@pytest.mark.parametrize("name", ["www.example.org", "a..example.com", ""])
def test_names_must_be_in_the_zone(route53: Any, zone_id: str, policy: Any, name: str) -> None:
    """InvalidInput for names outside the zone and for what is no name."""
    with pytest.raises(route53.exceptions.InvalidInput):
        new_instance(route53, zone_id, policy, name)


def test_instances_are_for_public_zones_that_exist(
    route53: Any, private_zone_id: str, policy: Any
) -> None:
    """InvalidInput for a private zone, NoSuchHostedZone for none."""
    with pytest.raises(route53.exceptions.InvalidInput):
        new_instance(route53, private_zone_id, policy, "www.corp.example")
    with pytest.raises(route53.exceptions.NoSuchHostedZone):
        new_instance(route53, "ZNONE", policy)


def test_the_version_must_exist(route53: Any, zone_id: str, policy: Any) -> None:
    """NoSuchTrafficPolicy for a version that never was, and for a deleted one."""
    with pytest.raises(route53.exceptions.NoSuchTrafficPolicy):
        new_instance(route53, zone_id, {**policy, "Version": 2})
    created = new_instance(route53, zone_id, new_version(route53, policy))
    route53.delete_traffic_policy(Id=policy["Id"], Version=1)
    with pytest.raises(route53.exceptions.NoSuchTrafficPolicy):
        update(route53, created["Id"], policy)


def test_an_unknown_instance_is_refused(route53: Any, policy: Any) -> None:
    """NoSuchTrafficPolicyInstance, HTTP 404, whatever is asked of it."""
    operations: list[Callable[[], Any]] = [
        lambda: instance(route53, "nobody"),
        lambda: update(route53, "nobody", policy),
        lambda: route53.delete_traffic_policy_instance(Id="nobody"),
    ]
    for operate in operations:
        with pytest.raises(route53.exceptions.NoSuchTrafficPolicyInstance) as refusal:
            operate()
        assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404
