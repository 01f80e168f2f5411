"""Traffic policies and their versions."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from .traffic import document, new_instance, new_policy, new_version

if TYPE_CHECKING:
    from mock_dnssec import Account

NOBODY = "c0ffee00-0000-4000-8000-000000000000"


def get(route53: Any, policy: Any) -> Any:
    """Return a version as it is now."""
    answer = route53.get_traffic_policy(Id=policy["Id"], Version=policy["Version"])
    return answer["TrafficPolicy"]


def delete(route53: Any, policy: Any) -> None:
    """Delete a version."""
    route53.delete_traffic_policy(Id=policy["Id"], Version=policy["Version"])


def test_create_answers_in_full(route53: Any) -> None:
    """A new policy has version 1, the type of its document and a location."""
    text = json.dumps(document("TXT", '"<text>"'), indent=2)
    answer = route53.create_traffic_policy(Name="texts", Document=text, Comment="ours")
    policy = answer["TrafficPolicy"]
    assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", policy["Id"])
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert answer["Location"] == (
        f"https://route53.amazonaws.com/2013-04-01/trafficpolicy/{policy['Id']}/1"
    )
    assert policy == {
        "Id": policy["Id"],
        "Version": 1,
        "Name": "texts",
        "Type": "TXT",
        "Document": text,
        "Comment": "ours",
    }
    assert get(route53, policy) == policy


def test_versions_are_counted_up(route53: Any) -> None:
    """A new version has a number, a document and a comment of its own, and the policy's name."""
    first = new_policy(route53, Comment="first")
    second = new_version(route53, first, document("AAAA", "2001:db8::1"))
    assert (second["Id"], second["Version"], second["Name"]) == (first["Id"], 2, "policy")
    assert (second["Type"], "Comment" in second) == ("AAAA", False)
    assert get(route53, first) == first


def test_comments_can_be_replaced(route53: Any) -> None:
    """UpdateTrafficPolicyComment changes one version."""
    first = new_policy(route53, Comment="first")
    second = new_version(route53, first, Comment="second")
    answer = route53.update_traffic_policy_comment(Id=first["Id"], Version=1, Comment="changed")
    assert answer["TrafficPolicy"] == {**first, "Comment": "changed"}
    assert get(route53, second) == second


def test_names_are_unique(route53: Any) -> None:
    """TrafficPolicyAlreadyExists, HTTP 409, until the policy of the name has gone."""
    policy = new_policy(route53)
    with pytest.raises(route53.exceptions.TrafficPolicyAlreadyExists) as refusal:
        new_policy(route53)
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 409
    delete(route53, policy)
    assert new_policy(route53)["Id"] != policy["Id"]


def test_a_deleted_version_can_still_be_read(route53: Any) -> None:
    """AWS only flags a version as deleted: GetTrafficPolicy shows it, and nothing else takes it."""
    first = new_policy(route53)
    new_version(route53, first)
    delete(route53, first)
    assert get(route53, first) == first
    with pytest.raises(route53.exceptions.NoSuchTrafficPolicy):
        delete(route53, first)
    with pytest.raises(route53.exceptions.NoSuchTrafficPolicy):
        route53.update_traffic_policy_comment(Id=first["Id"], Version=1, Comment="late")
    assert new_version(route53, first)["Version"] == 3


def test_a_policy_without_versions_has_gone(route53: Any) -> None:
    """NoSuchTrafficPolicy for a new version of it, and for the list of its versions."""
    policy = new_policy(route53)
    delete(route53, policy)
    with pytest.raises(route53.exceptions.NoSuchTrafficPolicy):
        new_version(route53, policy)
    with pytest.raises(route53.exceptions.NoSuchTrafficPolicy):
        route53.list_traffic_policy_versions(Id=policy["Id"])
    assert route53.list_traffic_policies()["TrafficPolicySummaries"] == []


def test_a_version_in_use_is_not_deleted(route53: Any, zone_id: str) -> None:
    """TrafficPolicyInUse while an instance was made of that very version."""
    first = new_policy(route53)
    second = new_version(route53, first)
    instance = new_instance(route53, zone_id, first)
    with pytest.raises(route53.exceptions.TrafficPolicyInUse):
        delete(route53, first)
    delete(route53, second)
    route53.delete_traffic_policy_instance(Id=instance["Id"])
    delete(route53, first)


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("get_traffic_policy", {"Version": 1}),
        ("delete_traffic_policy", {"Version": 1}),
        ("update_traffic_policy_comment", {"Version": 1, "Comment": ""}),
        ("create_traffic_policy_version", {"Document": json.dumps(document())}),
        ("list_traffic_policy_versions", {}),
    ],
)
def test_an_unknown_policy_is_refused(
    route53: Any, operation: str, parameters: dict[str, Any]
) -> None:
    """NoSuchTrafficPolicy, HTTP 404, for no policy and for a version that never was."""
    with pytest.raises(route53.exceptions.NoSuchTrafficPolicy) as refusal:
        getattr(route53, operation)(Id=NOBODY, **parameters)
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


def test_an_unknown_version_is_refused(route53: Any) -> None:
    """NoSuchTrafficPolicy for a number that no version has."""
    policy = new_policy(route53)
    with pytest.raises(route53.exceptions.NoSuchTrafficPolicy):
        get(route53, {**policy, "Version": 2})


def test_only_so_many_policies_and_versions(aws: Account, route53: Any) -> None:
    """TooManyTrafficPolicies, and another code for versions; deleted versions count."""
    aws.quotas.traffic_policies = 1
    aws.quotas.versions_per_traffic_policy = 2
    first = new_policy(route53)
    with pytest.raises(route53.exceptions.TooManyTrafficPolicies):
        new_policy(route53, "other")
    new_version(route53, first)
    delete(route53, first)
    with pytest.raises(route53.exceptions.TooManyTrafficPolicyVersionsForCurrentPolicy):
        new_version(route53, first)


def test_policies_are_listed_by_their_latest_versions(route53: Any) -> None:
    """A summary shows the highest version that is there, and how many policies there are."""
    first = new_policy(route53, "first")
    new_policy(route53, "second")
    new_version(route53, first, document("AAAA", "2001:db8::1"))
    delete(route53, new_version(route53, first, document("TXT", '"gone"')))
    answer = route53.list_traffic_policies()
    assert answer["TrafficPolicySummaries"][0] == {
        "Id": first["Id"],
        "Name": "first",
        "Type": "AAAA",
        "LatestVersion": 2,
        "TrafficPolicyCount": 2,
    }
    assert (answer["IsTruncated"], answer["MaxItems"]) == (False, "100")


def test_pages_of_policies_and_of_versions(route53: Any) -> None:
    """Each page names what the next begins with; InvalidInput for a marker that names nothing."""
    policies = [new_policy(route53, f"policy {number}") for number in range(3)]
    first = route53.list_traffic_policies(MaxItems="2")
    assert first["TrafficPolicyIdMarker"] == policies[2]["Id"]
    last = route53.list_traffic_policies(TrafficPolicyIdMarker=policies[2]["Id"])
    assert [one["Name"] for one in last["TrafficPolicySummaries"]] == ["policy 2"]
    new_version(route53, policies[0])
    third = new_version(route53, policies[0])
    page = route53.list_traffic_policy_versions(Id=third["Id"], MaxItems="2")
    assert [one["Version"] for one in page["TrafficPolicies"]] == [1, 2]
    assert (page["IsTruncated"], page["TrafficPolicyVersionMarker"]) == (True, "3")
    page = route53.list_traffic_policy_versions(Id=third["Id"], TrafficPolicyVersionMarker="3")
    assert page["TrafficPolicies"] == [third]
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.list_traffic_policies(TrafficPolicyIdMarker="nobody")
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.list_traffic_policy_versions(Id=third["Id"], TrafficPolicyVersionMarker="4")
